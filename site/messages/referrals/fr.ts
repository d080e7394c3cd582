/** Parrainer un proche et ce qui va bien avec, en français : avec « tu » et avec « vous ». */
import { le, plural } from '../french.ts';
import type { GoesWithWords, ReferWords } from './en.ts';

export function referFr(a: (familiar: string, polite: string) => string): ReferWords {
  const title = (p: { friend: string; mine: string }): string =>
    a(`${p.friend} pour un proche, ${p.mine} pour toi`, `${p.friend} pour un proche, ${p.mine} pour vous`);
  return {
    benefit: {
      percentage: (percent) => `${percent} de remise`,
      moneyOff: (amount) => `${amount} de remise`,
      points: (count) => plural(count, { one: '#\u00a0point', many: '#\u00a0de points', other: '#\u00a0points' }),
    },
    title,
    intro: (days) => {
      const then =
        days === 0
          ? 'Dès l’arrivée'
          : plural(days, { one: 'Un jour après l’arrivée', other: '# jours après l’arrivée' });
      return a(
        `Transmets ton lien. ${then} de la première commande de ton proche, la récompense est à toi.`,
        `Transmettez votre lien. ${then} de la première commande de votre proche, la récompense est à vous.`,
      );
    },
    share: {
      title: a('Ton lien', 'Votre lien'),
      copy: 'Copier le lien',
      copied: 'Copié',
      send: 'Partager',
      mail: 'Par e-mail',
      message: '{benefit} pour une première commande chez {brand} : {url}',
      mailSubject: 'Une invitation chez {brand}',
    },
    qr: {
      title: 'Ou à scanner',
      alt: a('Code QR avec ton lien', 'Code QR avec votre lien'),
    },
    terms: {
      title: 'Bon à savoir',
      minimum: (amount) => `Valable dès ${amount} d’achat.`,
      firstOrder: 'Pour les proches qui commandent ici pour la première fois.',
      limit: (p) =>
        p.used === 0
          ? `Jusqu’à ${p.most} proches par mois. Au-delà, nous regardons d’abord.`
          : `${p.used} sur ${p.most} proches ce mois-ci. Au-delà, nous regardons d’abord.`,
      privacy: a(
        'Tu vois où cela en est, jamais de qui il s’agit ni ce qui a été acheté.',
        'Vous voyez où cela en est, jamais de qui il s’agit ni ce qui a été acheté.',
      ),
    },
    withheld: {
      title: a('D’abord, ta commande', 'D’abord, votre commande'),
      line: a(
        'Quelque chose ne va pas encore de ton côté, et nous le réglons avant de te demander quoi que ce soit. Ton lien reste valable.',
        'Quelque chose ne va pas encore de votre côté, et nous le réglons avant de vous demander quoi que ce soit. Votre lien reste valable.',
      ),
    },
    unavailable: a(
      'Ton lien ne peut pas s’afficher pour l’instant. Réessaie dans un moment.',
      'Votre lien ne peut pas s’afficher pour l’instant. Réessayez dans un moment.',
    ),
    off: {
      title: 'Rien à transmettre pour le moment',
      line: a(
        'Il n’y a pas de parrainage en ce moment. Dès qu’il y en aura un, ton lien sera ici.',
        'Il n’y a pas de parrainage en ce moment. Dès qu’il y en aura un, votre lien sera ici.',
      ),
    },
    friends: {
      title: a('Tes parrainages', 'Vos parrainages'),
      none: a(
        'Personne n’a encore accepté ton invitation. Dès que ce sera le cas, tu le verras ici.',
        'Personne n’a encore accepté votre invitation. Dès que ce sera le cas, vous le verrez ici.',
      ),
      invited: (count) =>
        plural(count, {
          one: '# invitation acceptée, sans commande pour le moment.',
          other: '# invitations acceptées, sans commande pour le moment.',
        }),
      since: (day) => `Commande du ${day}`,
    },
    steps: {
      ordered: 'Commandé',
      on_its_way: 'En route',
      arrived: 'Arrivé',
      rewarded: a('À toi', 'À vous'),
      held: 'Nous regardons',
      refused: 'Ne compte pas',
      not_new: 'Ne compte pas',
      cancelled: 'Commande annulée',
    },
    lines: {
      ordered: 'Un proche a commandé. Cela compte une fois le colis arrivé.',
      on_its_way: 'Le colis d’un proche est en route.',
      arrived: (p) =>
        a(
          `Le colis est arrivé. ${p.benefit} pour toi ${le(p.when)}.`,
          `Le colis est arrivé. ${p.benefit} pour vous ${le(p.when)}.`,
        ),
      rewarded: (mine) => `${mine} : merci d’avoir parlé de nous.`,
      held: a(
        'Avant que cela compte, une personne y regarde. Tu n’as rien à faire.',
        'Avant que cela compte, une personne y regarde. Vous n’avez rien à faire.',
      ),
      refused: a(
        'Nous avons regardé, et cela ne compte pas. Écris-nous si cela te surprend.',
        'Nous avons regardé, et cela ne compte pas. Écrivez-nous si cela vous surprend.',
      ),
      not_new: a(
        'Ton lien a servi à une personne qui avait déjà commandé ici.',
        'Votre lien a servi à une personne qui avait déjà commandé ici.',
      ),
      cancelled: 'La commande a été annulée ou retournée, elle ne rapporte donc rien.',
    },
    progress: (p) => `Étape ${p.step} sur ${p.of}`,
    invite: {
      title,
      line: a(
        'Ravis que cela te plaise. Si tu connais quelqu’un à qui cela plairait aussi :',
        'Ravis que cela vous plaise. Si vous connaissez quelqu’un à qui cela plairait aussi :',
      ),
      link: a('Vers ton lien', 'Vers votre lien'),
    },
    landing: {
      eyebrow: a('Un proche t’invite chez nous', 'Un proche vous invite chez nous'),
      title: (benefit) => a(`${benefit} pour ta première commande`, `${benefit} pour votre première commande`),
      line: (brand) =>
        a(
          `Accepte l’invitation, et ton code pour ${brand} s’affiche ici.`,
          `Acceptez l’invitation, et votre code pour ${brand} s’affiche ici.`,
        ),
      lineForPoints: (brand) =>
        a(
          `Accepte l’invitation et commande chez ${brand} avec ton code : c’est à toi une fois tout arrivé.`,
          `Acceptez l’invitation et commandez chez ${brand} avec votre code : c’est à vous une fois tout arrivé.`,
        ),
      minimum: (amount) => `Dès ${amount} d’achat.`,
      take: 'Accepter l’invitation',
      memory: a(
        'Pour que cela compte, ce navigateur retient pendant 30 jours que tu viens sur invitation. Ton proche n’apprend pas qui tu es.',
        'Pour que cela compte, ce navigateur retient pendant 30 jours que vous venez sur invitation. Votre proche n’apprend pas qui vous êtes.',
      ),
      codeTitle: a('Ton code', 'Votre code'),
      codeLine: a(
        'Saisis-le au moment de payer, ou continue d’ici : la boutique le connaît alors déjà.',
        'Saisissez-le au moment de payer, ou continuez d’ici : la boutique le connaît alors déjà.',
      ),
      codeAlone: a('Saisis-le au moment de payer.', 'Saisissez-le au moment de payer.'),
      copy: 'Copier le code',
      copied: 'Copié',
      toShop: 'Vers la boutique',
      unknownTitle: 'Cette invitation ne mène nulle part',
      unknownLine: a(
        'Le lien est peut-être coupé, ou l’invitation est terminée. Demande qu’on te la renvoie.',
        'Le lien est peut-être coupé, ou l’invitation est terminée. Demandez qu’on vous la renvoie.',
      ),
    },
  };
}

export const goesWithFr: GoesWithWords = {
  title: 'Va bien avec',
  because: (name) => `Souvent acheté avec ${name}`,
};
