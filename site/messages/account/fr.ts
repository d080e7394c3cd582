/**
 * The account’s rooms in French, written for French, with “tu” and with “vous”. The programme’s own word for points may
 * be of either gender, so nothing here agrees with it but in number.
 */
import { de, jusque, le, partir, plural } from '../french.ts';
import { countsIn } from './counts.ts';
import type { Amount, Arrival, LoyaltyWords, RoomsWords } from './en.ts';

type Choose = (familiar: string, polite: string) => string;

export function roomsFr(a: Choose): RoomsWords {
  return {
    nav: a('Ton compte', 'Votre compte'),
    parcel: 'Colis',
    rewards: 'Avantages',
    subscriptions: 'Abonnements',
    refer: 'Inviter',
    settings: 'Réglages',
    settingsLine: a(
      'Langue, messages, tes appareils et tes données.',
      'Langue, messages, vos appareils et vos données.',
    ),
    back: (headline) => `Retour au colis : ${headline}`,
    signIn: {
      line: a(
        'Voilà ce que montre le lien. Le reste n’est que pour toi : nous envoyons un code à ton adresse e-mail.',
        'Voilà ce que montre le lien. Le reste n’est que pour vous : nous envoyons un code à votre adresse e-mail.',
      ),
      button: 'Se connecter',
    },
    done: {
      saved: 'Enregistré.',
      sent: 'C’est en route.',
      undone: 'Annulé. Tout est comme avant.',
      other: 'C’est fait.',
    },
    faults: {
      invalid: a(
        'Quelque chose ne convient pas encore. Vérifie une fois encore.',
        'Quelque chose ne convient pas encore. Vérifiez une fois encore.',
      ),
      conflict: 'Cela a changé entre-temps. Voici où nous en sommes.',
      forbidden: a(
        'Ce n’est pas possible ici. Écris-nous, et nous trouverons une solution.',
        'Ce n’est pas possible ici. Écrivez-nous, et nous trouverons une solution.',
      ),
      not_found: 'Cela n’existe plus. Voici où nous en sommes.',
      rate_limited: a(
        'C’était beaucoup en peu de temps. Patiente une minute et réessaie.',
        'C’était beaucoup en peu de temps. Patientez une minute et réessayez.',
      ),
      unavailable: a(
        'L’envoi n’a pas abouti, et rien n’a changé. Réessaie dans un instant.',
        'L’envoi n’a pas abouti, et rien n’a changé. Réessayez dans un instant.',
      ),
      other: a(
        'Cela n’a pas marché, et rien n’a changé. Réessaie, s’il te plaît.',
        'Cela n’a pas marché, et rien n’a changé. Réessayez, s’il vous plaît.',
      ),
    },
    fields: {
      missing: a('Remplis ce champ, s’il te plaît.', 'Remplissez ce champ, s’il vous plaît.'),
      phone: 'Ce numéro ne semble pas encore juste. Avec l’indicatif du pays, il vaut partout : +33 6 12 34 56 78.',
      quiet: 'Les heures de silence ont un début et une fin. Deux champs vides : celles de la boutique.',
      country: a('Choisis un pays.', 'Choisissez un pays.'),
      postcode: (country) => `Les codes postaux s’écrivent autrement (${country}).`,
    },
  };
}

const arriving = ({ when, latest }: Arrival): string => (latest ? `au plus tard ${le(when)}` : le(when));
const verb = ({ one }: Amount, single: string, many: string): string => (one ? single : many);
const usable = (p: Amount): string => `${p.text} ${verb(p, 'utilisable', 'utilisables')}`;
const expire = (p: Amount): string => `${p.text} ${verb(p, 'expire', 'expirent')}`;
const wait = (p: Amount): string => `${p.text} ${verb(p, 'attend', 'attendent')}`;

export function loyaltyFr(a: Choose): LoyaltyWords {
  const counts = countsIn(
    ({ counted, what }) =>
      `Ce qui compte pour ${a('ton', 'votre')} statut : ${counted}. C’est ${what}. Utiliser une récompense n’en retire rien, et ce qui est en route comptera dès que ce sera à ${a('toi', 'vous')}.`,
  );
  return {
    glance: {
      open: 'Voir les avantages',
      ring: (p) => (p.tier === null ? p.points : `${p.points}, ${p.tier}`),
      none: (word) => `Pas encore ${de(word)}`,
      noneLine: 'Il en vient avec chaque commande, une fois arrivée et gardée.',
      missing: (p) => `Encore ${p.missing} avant ${p.tier}.`,
      held: (tier) => a(`Ton statut : ${tier}.`, `Votre statut : ${tier}.`),
      pending: (p) => `${p.text} en route.`,
    },
    title: {
      worth: (p) => `${p.points}, soit ${p.money}`,
      plain: (points) => a(`Tu as ${points}`, `Vous avez ${points}`),
      none: (word) => `Pas ${de(word)} pour le moment`,
      pending: (p) => `${p.text} en route`,
      noProgramme: 'Rien à gagner ici pour le moment',
    },
    intro: {
      none: a(
        'Il en viendra avec ta prochaine commande. Plus bas, tu vois à quoi cela sert.',
        'Il en viendra avec votre prochaine commande. Plus bas, vous voyez à quoi cela sert.',
      ),
      noProgramme: a(
        'Dès qu’il y aura des points et des récompenses, tu les trouveras ici. Ton colis est là où il était.',
        'Dès qu’il y aura des points et des récompenses, vous les trouverez ici. Votre colis est là où il était.',
      ),
      owed: a(
        'Cela vient d’une commande remboursée, dont les points avaient déjà servi. Les prochains gains règlent cela d’eux-mêmes ; tu n’as rien à faire.',
        'Cela vient d’une commande remboursée, dont les points avaient déjà servi. Les prochains gains règlent cela d’eux-mêmes ; vous n’avez rien à faire.',
      ),
      owedTitle: (points) => `Reste à compenser : ${points}`,
    },
    expiry: {
      title: 'Ce qui expire, et quand',
      goes: (p) => `${expire(p.points)} ${le(p.when)}`,
      today: (p) => `${expire(p)} cette nuit`,
      pausedForHold: (p) => `${wait(p)} que tout soit réglé`,
      keptUntil: (p) => `${p.points.text} ${verb(p.points, 'reste à l’abri', 'restent à l’abri')} ${jusque(p.until)}`,
      pausedForDelivery: (p) =>
        `${p.text} ${verb(p, 'n’expirera', 'n’expireront')} pas tant que ${a('ton', 'votre')} colis est en route`,
      pausedLine: (when) => `D’ici là, rien n’expire, et ensuite pas avant ${le(when)}.`,
      daysLeft: (days) =>
        plural(days, { one: 'Encore # jour pour en profiter.', other: 'Encore # jours pour en profiter.' }),
      lastDay: 'C’est le dernier jour pour en profiter.',
      none: () => 'Rien n’expire de sitôt',
      chart: (word) => `Combien ${de(word)} expirent, mois par mois`,
      month: (p) => `${p.month} : ${p.points}`,
      monthNone: (month) => `${month} : rien`,
      later: 'Plus tard',
    },
    forecast: {
      arrives: (p) => `Arrive ${arriving(p.arrives)}, puis ${usable(p.points)} ${le(p.unlocks)}`,
      sameDay: (p) => `Arrive ${arriving(p.arrives)} et rend ${usable(p.points)}`,
      arrivesFirst: (p) => `Arrive ${arriving(p.arrives)}, puis ${usable(p.points)} un peu plus tard`,
      unlocks: (p) => `${usable(p.points)} ${le(p.unlocks)}`,
      open: (p) => `${usable(p.points)} dès que la commande ${p.number} est arrivée`,
      makes: (p) => a(`${p.sentence}. Tu passes alors ${p.tier}.`, `${p.sentence}. Vous passez alors ${p.tier}.`),
      plain: (sentence) => `${sentence}.`,
    },
    tier: {
      title: a('Ton statut', 'Votre statut'),
      none: 'Pas encore de statut',
      missing: {
        points: (p) =>
          a(
            `Gagne encore ${p.missing} et tu passes ${p.tier}.`,
            `Gagnez encore ${p.missing} et vous passez ${p.tier}.`,
          ),
        spend: (p) =>
          a(
            `Encore ${p.missing} d’achats et tu passes ${p.tier}.`,
            `Encore ${p.missing} d’achats et vous passez ${p.tier}.`,
          ),
      },
      top: 'Il n’y a rien au-dessus.',
      forGood: 'Il est acquis pour de bon.',
      safeUntil: (date) => `Acquis au moins jusqu’au ${date}.`,
      atRisk: {
        points: (p) =>
          a(
            `Gagne encore ${p.missing} d’ici au ${p.date}, et tu restes ${p.tier}.`,
            `Gagnez encore ${p.missing} d’ici au ${p.date}, et vous restez ${p.tier}.`,
          ),
        spend: (p) =>
          a(
            `Encore ${p.missing} d’achats d’ici au ${p.date}, et tu restes ${p.tier}.`,
            `Encore ${p.missing} d’achats d’ici au ${p.date}, et vous restez ${p.tier}.`,
          ),
      },
      from: (mark) => `dès ${mark}`,
      fromStart: 'dès le début',
      here: a('Tu es ici', 'Vous êtes ici'),
      reached: 'Atteint',
      noBenefits: 'Une étape sur le chemin.',
      counts: {
        points: counts({
          lifetime: a('tout ce que tu as gagné depuis le début', 'tout ce que vous avez gagné depuis le début'),
          calendar_year: a(
            'ce que tu as gagné cette année, depuis le #',
            'ce que vous avez gagné cette année, depuis le #',
          ),
          rolling_12_months: a(
            'ce que tu as gagné en douze mois, depuis le #',
            'ce que vous avez gagné en douze mois, depuis le #',
          ),
        }),
        spend: counts({
          lifetime: a(
            'tout ce que tu as acheté et gardé depuis le début',
            'tout ce que vous avez acheté et gardé depuis le début',
          ),
          calendar_year: a(
            'ce que tu as acheté et gardé cette année, depuis le #',
            'ce que vous avez acheté et gardé cette année, depuis le #',
          ),
          rolling_12_months: a(
            'ce que tu as acheté et gardé en douze mois, depuis le #',
            'ce que vous avez acheté et gardé en douze mois, depuis le #',
          ),
        }),
      },
    },
    rewards: {
      now: a('À toi dès maintenant', 'À vous dès maintenant'),
      nearly: 'Presque',
      later: 'Pour plus tard',
      none: 'Il n’y a pas encore de récompense. Nous y réfléchissons.',
      missing: (missing) => `encore ${missing}`,
      tier: (tier) => `À partir du statut ${tier}`,
      soldOut: 'Épuisé pour le moment',
      minimum: (money) => `Dès ${money} d’achat`,
      kinds: {
        money_off: 'Remise sur une commande',
        percentage: 'Remise sur une commande',
        free_product: 'Cadeau avec une commande',
        free_shipping: 'Livraison offerte',
      },
      redeem: 'Obtenir',
      redeemThis: (title) => `Obtenir : ${title}`,
      confirmTitle: (p) => `${p.title} pour ${p.price} ?`,
      confirmStays: (points) => a(`Il te restera ${points}.`, `Il vous restera ${points}.`),
      confirmAll: 'Il n’en restera plus.',
      confirmUse: a(
        'Ce qui expire en premier part en premier. Tu reçois un code pour ta prochaine commande.',
        'Ce qui expire en premier part en premier. Vous recevez un code pour votre prochaine commande.',
      ),
      confirm: 'Oui, obtenir',
      progress: (p) => `${p.points} sur ${p.price}`,
    },
    codes: {
      title: a('Tes codes', 'Vos codes'),
      code: (title) => `Code : ${title}`,
      until: (when) => `Valable ${jusque(when)}`,
      copy: 'Copier',
      copied: 'Copié',
      held: a('La boutique prépare ton code', 'La boutique prépare votre code'),
      heldLine: a(
        'Cela prend un instant, puis il s’affiche ici. Si cela échoue, tout te revient.',
        'Cela prend un instant, puis il s’affiche ici. Si cela échoue, tout vous revient.',
      ),
      look: 'Regarder à nouveau',
      used: (number) => `Utilisé pour la commande ${number}`,
      released: (points) => `Cela n’a pas marché ; crédit rendu : ${points}`,
      expired: 'Non utilisé à temps',
      earlier: 'Précédents',
    },
    early: {
      title: a('En avant-première pour toi', 'En avant-première pour vous'),
      openNow: (tier) =>
        a(`Déjà ouvert pour toi, avec le statut ${tier}.`, `Déjà ouvert pour vous, avec le statut ${tier}.`),
      opens: (p) =>
        a(
          `Ouvert pour toi ${partir(p.when)}, avec le statut ${p.tier}.`,
          `Ouvert pour vous ${partir(p.when)}, avec le statut ${p.tier}.`,
        ),
      wouldOpen: (tier) => `Déjà ouvert avec le statut ${tier}.`,
      wouldOpenOn: (p) => `Avec le statut ${p.tier} ${partir(p.when)}.`,
      everybody: (when) => `Pour les autres ${partir(when)}.`,
      everybodyToo: (when) => `Pour tout le monde ${partir(when)}.`,
      look: (name) => `Voir ${name}`,
    },
    earn: {
      title: 'Comment en gagner',
      kinds: {
        order: 'À chaque commande',
        sign_up: 'En bienvenue',
        review: 'Pour un avis',
        share: 'Pour en avoir parlé',
        birthday: a('Pour ton anniversaire', 'Pour votre anniversaire'),
        referral: 'Pour un proche qui commande',
        goodwill: 'De notre part, avec nos remerciements',
        import: 'Repris de l’ancien compte',
      },
      rate: (p) => `${p.points} par tranche de ${p.money}`,
      settled: (gain) => `${gain}, une fois notée dans ${a('tes', 'vos')} réglages depuis 30 jours`,
      multiplied: (p) =>
        a(`${p.rate}, fois ${p.times} avec ton statut`, `${p.rate}, fois ${p.times} avec votre statut`),
      done: 'Fait',
    },
    lots: {
      title: 'D’où cela vient',
      order: (number) => `Commande ${number}`,
      left: (p) => `${p.remaining} sur ${p.points}`,
      states: {
        pending: 'En route',
        spendable: 'À utiliser',
        spent: 'Tout utilisé',
        expired: 'Expiration passée',
        taken_back: 'Repris',
      },
      earned: (date) => `Gain du ${date}.`,
      rate: (p) => `${p.points} par tranche de ${p.each} sur ${p.basis}`,
      times: (p) => `${p.sentence}, fois ${p.times} : cela fait ${p.sum}.`,
      sum: (p) => `${p.sentence} : cela fait ${p.sum}.`,
      fixed: (points) => `Un montant fixe : ${points}.`,
      waitsForDelivery: 'En attente du colis ; le délai de retour commence ensuite.',
      waitsForReturns: 'Le délai de retour court encore.',
      waitsForNoParcel: 'Aucun colis n’est annoncé pour cette commande.',
      waitsForEnded: 'Son colis n’est pas arrivé ; le délai de retour court encore.',
      waitsAtMost: (when) => `À utiliser au plus tard ${le(when)}, si rien n’est retourné.`,
      waitsUntil: (when) => `À utiliser ${partir(when)}, si rien n’est retourné.`,
      unlocked: (date) => `À utiliser depuis le ${date}.`,
      expires: (when) => `Valable ${jusque(when)}.`,
      expiresNever: 'Sans date limite.',
      pausedFor: {
        hold: 'Rien n’expire tant que quelque chose reste à régler.',
        delivery: a(
          'Rien n’expire tant qu’un colis est en route vers toi.',
          'Rien n’expire tant qu’un colis est en route vers vous.',
        ),
      },
      refund: (points) => `Si toute la commande est retournée, elle emporte ${points}.`,
      settled: 'Précédents',
      none: 'Dès qu’il y en aura, leur origine et leur date limite s’afficheront ici.',
      spent: 'Tout a été utilisé.',
      gone: 'Ce qui restait a expiré le dernier jour.',
      back: 'Repartis avec la commande.',
      signIn: a(
        'Chaque mouvement, tes codes et l’historique : nous les montrons une fois la session ouverte, avec un code par e-mail.',
        'Chaque mouvement, vos codes et l’historique : nous les montrons une fois la session ouverte, avec un code par e-mail.',
      ),
    },
    history: {
      title: 'Historique',
      none: 'Rien encore.',
      kinds: {
        redeem: (reward) => (reward === null ? 'Récompense obtenue' : `Récompense obtenue : ${reward}`),
        release: (reward) => (reward === null ? 'Retour au solde' : `Retour au solde : ${reward}`),
        restore: 'Retour d’une commande remboursée',
        expire: 'Expiration le dernier jour',
        adjust: 'Correction de notre part',
        reverse: (number) => (number === null ? 'Remboursement' : `Remboursement de la commande ${number}`),
      },
      earlier: 'Mois précédents',
    },
    done: {
      redeemed: a('C’est à toi. Ton code est plus bas.', 'C’est à vous. Votre code est plus bas.'),
      held: a('C’est à toi. La boutique prépare ton code.', 'C’est à vous. La boutique prépare votre code.'),
    },
    faults: {
      not_available: 'Cette récompense n’existe plus ainsi. Voici où nous en sommes.',
    },
  };
}
