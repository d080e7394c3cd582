/** What is told of the account, in French: once with “tu” and once with “vous”. */
import type { When } from '../../lib/format.ts';
import { de, jusque, le, partir, plural } from '../french.ts';
import type { NoticeMessages } from './en.ts';

const leOrSoon = (when: When | null): string => (when === null ? 'bientôt' : le(when));
const jusqueOrNow = (when: When | null): string => (when === null ? 'pour le moment' : jusque(when));

export const frenchNotices = (formal: boolean): NoticeMessages => {
  const a = (familiar: string, polite: string): string => (formal ? polite : familiar);
  return {
    points: (count) => plural(count, { one: '# point', many: '# de points', other: '# points' }),
    told: {
      'points.earned': (p) => ({
        title: a(`${p.points} pour toi`, `${p.points} pour vous`),
        line: p.now
          ? 'À utiliser dès maintenant.'
          : p.when === null
            ? 'À utiliser une fois le colis arrivé et le délai de retour passé.'
            : `À utiliser ${partir(p.when)}.`,
      }),
      'points.unlocked': (p) => ({
        title: `À utiliser dès maintenant : ${p.points}`,
        line: a('Le délai de retour est passé, c’est à toi.', 'Le délai de retour est passé, c’est à vous.'),
      }),
      'points.expiring': (p) => ({
        title: `À utiliser ${jusqueOrNow(p.when)} : ${p.points}`,
        line: a(
          'Ensuite, c’est perdu. Regarde ce que tu peux obtenir avec.',
          'Ensuite, c’est perdu. Regardez ce que vous pouvez obtenir avec.',
        ),
      }),
      'points.expired': (p) => ({
        title: `Date limite passée : ${p.points}`,
        line: a(
          'Ta page montre ce qu’il te reste, et jusqu’à quand.',
          'Votre page montre ce qu’il vous reste, et jusqu’à quand.',
        ),
      }),
      'tier.raised': (p) => ({
        title:
          p.tier === null
            ? a('Ton statut progresse', 'Votre statut progresse')
            : a(`Ton nouveau statut : ${p.tier}`, `Votre nouveau statut : ${p.tier}`),
        line: a(
          'Merci de ta fidélité. Ta page montre ce que cela t’apporte.',
          'Merci de votre fidélité. Votre page montre ce que cela vous apporte.',
        ),
      }),
      'tier.at_risk': (p) => ({
        title: p.tier === null ? `Il manque ${p.missing}` : `Pour rester ${p.tier}, il manque ${p.missing}`,
        line: a(
          `Tu as le temps ${jusqueOrNow(p.when)}. Utiliser tes points ne compte pas contre toi.`,
          `Vous avez le temps ${jusqueOrNow(p.when)}. Utiliser vos points ne compte pas contre vous.`,
        ),
      }),
      'tier.lowered': (p) => ({
        title:
          p.tier === null
            ? a('Ton statut a changé', 'Votre statut a changé')
            : a(`Ton statut est désormais ${p.tier}`, `Votre statut est désormais ${p.tier}`),
        line: a(
          'Tes points restent tels quels. Ta page montre comment remonter.',
          'Vos points restent tels quels. Votre page montre comment remonter.',
        ),
      }),
      'subscription.renewal_ahead': (p) => ({
        title: `${p.thing ?? 'Prochaine livraison'} : ${leOrSoon(p.when)}`,
        line: p.troubled
          ? a(
              'Ta dernière livraison ne s’est pas bien passée. Le temps que nous réglions cela, tu peux sauter celle-ci ou la reporter, en un clic.',
              'Votre dernière livraison ne s’est pas bien passée. Le temps que nous réglions cela, vous pouvez sauter celle-ci ou la reporter, en un clic.',
            )
          : a(
              'D’ici là, tu peux la sauter, la reporter ou la modifier, en un clic.',
              'D’ici là, vous pouvez la sauter, la reporter ou la modifier, en un clic.',
            ),
      }),
      'subscription.change_rolled_back': (p) => ({
        title: `${p.thing ?? 'Abonnement'} : le changement n’a pas pu se faire`,
        line: a(
          'La boutique n’a pas pu l’appliquer, tout est comme avant. Ta page dit pourquoi et ce que tu peux faire.',
          'La boutique n’a pas pu l’appliquer, tout est comme avant. Votre page dit pourquoi et ce que vous pouvez faire.',
        ),
      }),
      'referral.ordered': () => ({
        title: a('Une commande grâce à ton invitation', 'Une commande grâce à votre invitation'),
        line: a(
          'Ta récompense voyage avec le colis. Merci de parler de nous.',
          'Votre récompense voyage avec le colis. Merci de parler de nous.',
        ),
      }),
      'referral.on_its_way': () => ({
        title: 'Le colis de la personne parrainée est en route',
        line: 'Une fois le colis arrivé et le délai de retour passé, chaque côté reçoit sa récompense.',
      }),
      'referral.rewarded': () => ({
        title: a('Ta récompense est là', 'Votre récompense est là'),
        line: 'Le colis est arrivé, et il y reste. Merci d’avoir parlé de nous.',
      }),
    },
    button: {
      points: 'Voir mes points',
      tier: 'Voir mon statut',
      subscription: 'Voir mon abonnement',
      referral: 'Voir mes parrainages',
    },
    mail: {
      digestSubject: (p) =>
        plural(p.count, {
          one: `Du nouveau chez ${p.brand}`,
          other: `# nouvelles ${a('pour toi', 'pour vous')} chez ${p.brand}`,
        }),
      digestHeadline: a('Du nouveau pour toi', 'Du nouveau pour vous'),
      why: {
        points: (brand) =>
          a(
            `Tu reçois cet e-mail parce que tu as des points chez ${brand}.`,
            `Vous recevez cet e-mail parce que vous avez des points chez ${brand}.`,
          ),
        tier: (brand) =>
          a(
            `Tu reçois cet e-mail parce que tu as un statut chez ${brand}.`,
            `Vous recevez cet e-mail parce que vous avez un statut chez ${brand}.`,
          ),
        subscription: (brand) =>
          a(
            `Tu reçois cet e-mail parce que tu as un abonnement chez ${brand}.`,
            `Vous recevez cet e-mail parce que vous avez un abonnement chez ${brand}.`,
          ),
        referral: (brand) =>
          a(
            `Tu reçois cet e-mail parce que tu as recommandé ${brand}.`,
            `Vous recevez cet e-mail parce que vous avez recommandé ${brand}.`,
          ),
        promo: (brand) =>
          a(
            `Tu reçois cet e-mail parce que tu as accepté les offres ${de(brand)}.`,
            `Vous recevez cet e-mail parce que vous avez accepté les offres ${de(brand)}.`,
          ),
        account: (brand) =>
          a(
            `Tu reçois cet e-mail parce que tu achètes chez ${brand}.`,
            `Vous recevez cet e-mail parce que vous achetez chez ${brand}.`,
          ),
      },
      unsubscribe: {
        points: 'Ne plus recevoir d’e-mails sur les points',
        tier: 'Ne plus recevoir d’e-mails sur le statut',
        subscription: 'Ne plus recevoir d’e-mails sur les abonnements',
        referral: 'Ne plus recevoir d’e-mails sur le parrainage',
        promo: 'Ne plus recevoir d’offres par e-mail',
        account: 'Ne plus recevoir d’e-mails sur le compte',
      },
    },
    cancelled: {
      title: (thing) =>
        thing === null
          ? a('Ta résiliation nous est parvenue', 'Votre résiliation nous est parvenue')
          : a(`${thing} : ta résiliation nous est parvenue`, `${thing} : votre résiliation nous est parvenue`),
      received: (at) => `Reçue : ${at}.`,
      ends: (date) =>
        `L’abonnement prend fin le ${date}. Ensuite, plus rien n’est facturé ni expédié ; ce qui est déjà payé arrive encore.`,
      back: a(
        'S’il te manque, tu peux le reprendre sur ta page à tout moment : mêmes produits, même rythme.',
        'S’il vous manque, vous pouvez le reprendre sur votre page à tout moment : mêmes produits, même rythme.',
      ),
      why: (brand) =>
        a(
          `Tu reçois cet e-mail parce que tu as résilié un abonnement chez ${brand}.`,
          `Vous recevez cet e-mail parce que vous avez résilié un abonnement chez ${brand}.`,
        ),
    },
    unsubscribe: {
      title: {
        points: 'Plus d’e-mails sur les points ?',
        tier: 'Plus d’e-mails sur le statut ?',
        subscription: 'Plus d’e-mails sur les abonnements ?',
        referral: 'Plus d’e-mails sur le parrainage ?',
        promo: 'Plus d’offres par e-mail ?',
        account: 'Plus d’e-mails sur le compte ?',
      },
      line: a(
        'Les nouvelles de tes colis et les réponses du service client t’arrivent toujours.',
        'Les nouvelles de vos colis et les réponses du service client vous arrivent toujours.',
      ),
      confirm: 'Oui, les arrêter',
      doneTitle: 'C’est fait, ces e-mails s’arrêtent',
      doneLine: a(
        'Tu peux changer d’avis sur ta page à tout moment.',
        'Vous pouvez changer d’avis sur votre page à tout moment.',
      ),
    },
    log: {
      title: a('Ce que nous t’avons écrit', 'Ce que nous vous avons écrit'),
      intro: a(
        'Tous les messages des derniers mois : pourquoi tu les as reçus, et ce que nous avons retenu par égard pour toi.',
        'Tous les messages des derniers mois : pourquoi vous les avez reçus, et ce que nous avons retenu par égard pour vous.',
      ),
      empty: a(
        'Rien encore. Dès que nous t’écrivons, cela s’affiche ici.',
        'Rien encore. Dès que nous vous écrivons, cela s’affiche ici.',
      ),
      back: 'Vers les réglages',
      sent: {
        push: a('Envoyé sur ton appareil', 'Envoyé sur votre appareil'),
        email: 'Envoyé par e-mail',
        sms: 'Envoyé par SMS',
      },
      waits: {
        quiet_hours: (until) =>
          a(
            `En attente, pour tes heures calmes. Départ : ${until}`,
            `En attente, pour vos heures calmes. Départ : ${until}`,
          ),
        digest: (until) => `En attente, pour partir avec d’autres en un seul e-mail. Départ : ${until}`,
        now: 'Envoi en cours',
      },
      heldBack: {
        heard: a(
          'Non envoyé : tu l’avais déjà appris sur ton appareil',
          'Non envoyé : vous l’aviez déjà appris sur votre appareil',
        ),
        no_consent: a(
          'Non envoyé : tu ne souhaites pas de messages à ce sujet',
          'Non envoyé : vous ne souhaitez pas de messages à ce sujet',
        ),
        hold: 'Non envoyé : quelque chose n’allait pas de notre côté, ce n’était pas le moment',
        no_channel: a(
          'Non envoyé : nous n’avions aucun moyen de te joindre',
          'Non envoyé : nous n’avions aucun moyen de vous joindre',
        ),
        outdated: 'Non envoyé : ce n’était plus vrai',
        replaced: 'Non envoyé : une nouvelle plus récente l’a remplacé',
        stale: 'Non envoyé : ce n’était déjà plus une nouvelle',
        undelivered: 'N’a pas pu être remis',
        quiet_hours: a(
          'Non envoyé : après tes heures calmes, il aurait été trop tard',
          'Non envoyé : après vos heures calmes, il aurait été trop tard',
        ),
      },
      why: {
        parcel: a('Parce que tu as commandé', 'Parce que vous avez commandé'),
        points: a('Parce que tu as des points', 'Parce que vous avez des points'),
        tier: a('Parce que tu as un statut chez nous', 'Parce que vous avez un statut chez nous'),
        subscription: a('Parce que tu as un abonnement', 'Parce que vous avez un abonnement'),
        referral: a('Parce que tu nous as recommandés', 'Parce que vous nous avez recommandés'),
        promo: a('Parce que tu as accepté les offres', 'Parce que vous avez accepté les offres'),
      },
      others: {
        'parcel.moving': a('Où se trouve ton colis', 'Où se trouve votre colis'),
        'parcel.trouble': a(
          'Des nouvelles de ton colis dont nous nous serions bien passés',
          'Des nouvelles de votre colis dont nous nous serions bien passés',
        ),
        'parcel.ask': 'Comment s’est passée la livraison',
      },
    },
  };
};
