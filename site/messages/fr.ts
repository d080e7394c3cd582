/** The French catalogue, written for French and not from the English, once with “tu” and once with “vous”. */
import type { HelpKind } from '../../server/portalView.shared.ts';
import { accessFr } from './access/fr.ts';
import { loyaltyFr, roomsFr } from './account/fr.ts';
import type { HelpParams, HelpWords, Messages } from './en.ts';
import {
  aCity,
  de,
  dici,
  duTransporteur,
  jusque,
  LeTransporteur,
  le,
  leTransporteur,
  plural,
  stop,
  withFrenchSpaces,
} from './french.ts';
import { frenchNotices } from './notices/fr.ts';
import { goesWithFr, referFr } from './referrals/fr.ts';
import { subscriptionsFr } from './subscriptions/fr.ts';

const days = (count: number): string => plural(count, { one: '# jour', other: '# jours' });

function french(formal: boolean): Messages {
  const a = (familiar: string, polite: string): string => (formal ? polite : familiar);

  const help: Record<HelpKind, (p: HelpParams) => HelpWords> = {
    report_problem: () => ({
      title: 'Quelque chose ne va pas',
      line: a(
        'Raconte-nous ce qui s’est passé. Une personne de l’équipe s’en occupe, ta commande sous les yeux.',
        'Racontez-nous ce qui s’est passé. Une personne de l’équipe s’en occupe, votre commande sous les yeux.',
      ),
    }),
    contact_support: (p) => ({
      title: p.support === null ? 'Nous écrire' : `Écrire à ${p.support}`,
      line: a(
        'Nous avons déjà ta commande et ton colis sous les yeux : rien à expliquer.',
        'Nous avons déjà votre commande et votre colis sous les yeux : rien à expliquer.',
      ),
    }),
    carrier_page: (p) => ({
      title: p.carrier === null ? 'Page du transporteur' : `Page ${de(p.carrier)}`,
      line: p.action
        ? a('Tu pourras y indiquer la suite à donner.', 'Vous pourrez y indiquer la suite à donner.')
        : a(
            'On peut souvent y choisir un autre jour ou un autre lieu.',
            'Il est souvent possible d’y choisir un autre jour ou un autre lieu.',
          ),
    }),
    collect_parcel: (p) => ({
      title: p.place === null ? 'Retirer le colis' : `À retirer ici : ${p.place}`,
      line:
        p.when === null
          ? a('Ton colis t’y attend.', 'Votre colis vous y attend.')
          : a(`Ton colis t’y attend ${jusque(p.when)}.`, `Votre colis vous y attend ${jusque(p.when)}.`),
    }),
    check_neighbours: () => ({
      title: 'Jeter un œil autour de la porte',
      line: 'Voisins, hall, boîte aux lettres : le colis n’est souvent pas loin.',
    }),
    wait_until: (p) => ({
      title: p.when === null ? 'Attendre encore un jour' : `Attendre ${jusque(p.when)}`,
      line: a(
        'La plupart des colis arrivent d’ici là. Sinon, dis-le-nous et nous prenons le relais.',
        'La plupart des colis arrivent d’ici là. Sinon, dites-le-nous et nous prenons le relais.',
      ),
    }),
    shop_again_later: () => ({
      title: 'Retour à la boutique',
      line: a(
        'Quand tu veux ; il ne reste rien en suspens pour cette commande.',
        'Quand vous voulez ; il ne reste rien en suspens pour cette commande.',
      ),
    }),
  };

  const newOrRefund = a(
    'Nous sommes désolés. Dis-nous plus bas si tu préfères un nouveau colis ou un remboursement, et nous nous en occupons.',
    'Nous sommes désolés. Dites-nous plus bas si vous préférez un nouveau colis ou un remboursement, et nous nous en occupons.',
  );
  const newOrRefundByMail = a(
    'Dis-nous sur ta page si tu préfères un nouveau colis ou un remboursement. Tu n’as rien à expliquer.',
    'Dites-nous sur votre page si vous préférez un nouveau colis ou un remboursement. Vous n’avez rien à expliquer.',
  );
  const nothingToDo = a('Tu n’as rien à faire.', 'Vous n’avez rien à faire.');
  const newDay = a(
    'Si la date change encore, nous te le dirons en premier.',
    'Si la date change encore, nous vous le dirons en premier.',
  );

  return {
    language: { name: 'Français', switch: 'Langue' },

    page: {
      title: (p) => `${p.headline} · ${p.brand}`,
      order: (number) => `Commande ${number}`,
      orderedOn: (when) => `Commandé ${le(when)}`,
      skip: 'Aller à l’état de la livraison',
      toShop: 'Vers la boutique',
      home: (brand) => `${brand}, vers la boutique`,
      asOf: (moment) => `Mis à jour : ${moment}`,
    },

    sections: {
      status: 'État de la livraison',
      journey: 'Trajet',
      lastScan: 'Dernier scan',
      inParcel: 'Dans ce colis',
      notYetSent: 'Encore chez nous',
      inOrder: 'Dans cette commande',
      way: 'Le trajet jusqu’ici',
      wayEarlier: 'Voir les scans précédents',
      help: 'Quelque chose ne va pas ?',
      pickup: a('Ton point de retrait', 'Votre point de retrait'),
      proof: 'La remise du colis',
      parcels: a('Tes colis', 'Vos colis'),
      ask: 'Comment ça s’est passé ?',
      care: 'Nous nous en occupons',
      carrier: 'Transporteur',
      trackingNumber: 'Numéro de suivi',
    },

    parcels: {
      count: (count) => plural(count, { one: '# colis', other: '# colis' }),
      nth: (p) => `Colis ${p.index} sur ${p.count}`,
      summary: (p) => {
        if (p.arrived === 0) {
          return `${a('Ta', 'Votre')} commande arrive en ${plural(p.count, { one: 'un seul colis', other: '# colis' })}.`;
        }
        if (p.arrived === p.count) {
          return plural(p.count, {
            one: a('Ton colis est arrivé.', 'Votre colis est arrivé.'),
            other: 'Les # colis sont arrivés.',
          });
        }
        return plural(p.arrived, {
          one: `Un colis sur ${p.count} est arrivé.`,
          other: `# colis sur ${p.count} sont arrivés.`,
        });
      },
      unshipped: (count) =>
        plural(count, {
          one: '# article est encore chez nous et suivra dans un autre colis.',
          other: '# articles sont encore chez nous et suivront dans un autre colis.',
        }),
      quantity: (quantity) => `${quantity} ×`,
      quantityLabel: (count) => plural(count, { one: '# unité', other: '# unités' }),
      picture: (name) => `Photo : ${name}`,
    },

    headline: {
      arrives: (when) => `Arrive ${le(when)}`,
      arrivesWindow: (when, window) => `Arrive ${le(when)} ${window}`,
      probably: (when) => `Arrivée probable ${le(when)}`,
      probablyWindow: (when, window) => `Arrivée probable ${le(when)} ${window}`,
      by: dici,
      late: 'Du retard en chemin',
      lateProbably: (when) => `Du retard. Nous l’attendons ${le(when)}`,
      silent: (count) => `Sans nouvelles depuis ${days(count)}`,
      arrived: (when, time) => `Arrivé ${le(when)} à ${time}`,
      collected: (when, time) => `Retiré ${le(when)} à ${time}`,
      pickupUntil: (when) => `À retirer ${jusque(when)}`,
      status: {
        pending: 'Bientôt prêt à partir',
        info_received: 'Emballé, bientôt enlevé',
        picked_up: 'C’est parti',
        in_transit: a('En route vers chez toi', 'En route vers chez vous'),
        delayed: 'Un peu plus long que prévu',
        on_hold: 'Retenu en chemin',
        out_for_delivery: 'En cours de livraison',
        attempt_failed: 'La livraison n’a pas pu se faire',
        ready_for_pickup: 'Prêt à être retiré',
        delivered: a('Ton colis est arrivé', 'Votre colis est arrivé'),
        exception: 'Un problème en chemin',
        returning: 'Il revient vers nous',
        returned: 'De retour chez nous',
        cancelled: 'Ce colis n’arrivera pas',
        expired: a('Nous avons perdu la trace de ton colis', 'Nous avons perdu la trace de votre colis'),
      },
      onHold: {
        customs: 'En attente à la douane',
        documents: 'Il manque un document à la douane',
        address: 'Un doute sur l’adresse',
        payment: 'En attente d’un paiement',
      },
      exception: {
        damaged: 'Abîmé en chemin',
        lost: a('Ton colis semble perdu', 'Votre colis semble perdu'),
        refused: 'Le colis n’a pas été accepté',
        unclaimed: 'Le colis n’a pas été retiré',
        disposed: a('Ton colis ne peut plus être livré', 'Votre colis ne peut plus être livré'),
        carrier_refused: 'Le transporteur n’a pas pu le prendre',
        address: 'Le colis n’a pas pu être livré',
      },
      orderPacking: a('Nous préparons ta commande', 'Nous préparons votre commande'),
      orderPackingLong: 'La préparation prend plus de temps que prévu',
      orderCancelled: a('Ta commande est annulée', 'Votre commande est annulée'),
    },

    line: {
      pending: (p) =>
        `Nous préparons ${a('ton', 'votre')} colis${p.carrier === null ? '' : ` pour ${p.carrier}`}. Le premier scan s’affichera ici.`,
      info_received: (p) =>
        `${LeTransporteur(p.carrier)} est au courant et passe bientôt prendre ${a('ton', 'votre')} colis chez nous. Chaque scan s’affichera ici.`,
      picked_up: (p) =>
        a(
          `${LeTransporteur(p.carrier)} a ton colis${p.city === null ? '' : ` et l’emmène vers ${p.city}`}. Nous t’écrivons dès qu’il part en livraison.`,
          `${LeTransporteur(p.carrier)} a votre colis${p.city === null ? '' : ` et l’emmène vers ${p.city}`}. Nous vous écrivons dès qu’il part en livraison.`,
        ),
      in_transit: (p) =>
        a(
          `${LeTransporteur(p.carrier)} achemine ton colis ${p.city === null ? 'vers chez toi' : `vers ${p.city}`}. Nous t’écrivons dès qu’il part en livraison.`,
          `${LeTransporteur(p.carrier)} achemine votre colis ${p.city === null ? 'vers chez vous' : `vers ${p.city}`}. Nous vous écrivons dès qu’il part en livraison.`,
        ),
      delayed: (p) =>
        a(
          `Nous suivons cela de près et t’écrivons dès que ${leTransporteur(p.carrier)} annonce un nouveau jour.`,
          `Nous suivons cela de près et vous écrivons dès que ${leTransporteur(p.carrier)} annonce un nouveau jour.`,
        ),
      delayedKnown: a(
        'Si le jour change, nous te le dirons en premier.',
        'Si le jour change, nous vous le dirons en premier.',
      ),
      out_for_delivery: (p) =>
        a(
          `Ton colis est parti en livraison${p.city === null ? '' : ` ${aCity(p.city)}`} et arrive à ta porte aujourd’hui.`,
          `Votre colis est parti en livraison${p.city === null ? '' : ` ${aCity(p.city)}`} et arrive à votre porte aujourd’hui.`,
        ),
      outSince: (when) =>
        a(
          `Il est parti en livraison ${le(when)} et n’est pas encore arrivé. Nous nous renseignons et t’écrivons.`,
          `Il est parti en livraison ${le(when)} et n’est pas encore arrivé. Nous nous renseignons et vous écrivons.`,
        ),
      late: (p) =>
        a(
          `Il devait être chez toi ${le(p.when)}, et nous en sommes désolés. Nous interrogeons ${leTransporteur(p.carrier)} et t’écrivons dès que nous connaissons le nouveau jour.`,
          `Il devait être chez vous ${le(p.when)}, et nous en sommes désolés. Nous interrogeons ${leTransporteur(p.carrier)} et vous écrivons dès que nous connaissons le nouveau jour.`,
        ),
      lateKnown: (p) =>
        p.due === null
          ? `Nous sommes désolés pour l’attente. ${newDay}`
          : `Il devait être ${a('chez toi', 'chez vous')} ${le(p.due)}, et nous en sommes désolés. ${newDay}`,
      silent: (p) =>
        `${LeTransporteur(p.carrier)} ne nous a rien signalé depuis ${days(p.days)}. Nous menons l’enquête ; ${a('tu n’as', 'vous n’avez')} rien à faire.`,
      on_hold: (p) =>
        `Nous réglons cela avec ${leTransporteur(p.carrier)}. ${a('Tu n’as', 'Vous n’avez')} rien à faire pour le moment.`,
      onHoldAction: (p) =>
        a(
          `${LeTransporteur(p.carrier)} attend quelque chose de ta part. Suis le lien plus bas, ou écris-nous et nous réglons cela ensemble.`,
          `${LeTransporteur(p.carrier)} attend quelque chose de votre part. Suivez le lien plus bas, ou écrivez-nous et nous réglons cela ensemble.`,
        ),
      attempt_failed: (p) => `${LeTransporteur(p.carrier)} repasse en général le jour ouvrable suivant. ${nothingToDo}`,
      attemptNext: (p) => `Nouvelle tentative ${le(p.when)}. ${nothingToDo}`,
      attemptAction: (p) =>
        a(
          `Choisis auprès ${duTransporteur(p.carrier)} le jour ou le lieu qui te convient, ou écris-nous et nous le faisons pour toi.`,
          `Choisissez auprès ${duTransporteur(p.carrier)} le jour ou le lieu qui vous convient, ou écrivez-nous et nous le faisons pour vous.`,
        ),
      pickup: (p) => {
        const what = p.code ? 'le code ci-dessous' : 'l’avis de passage ou une pièce d’identité';
        const where = p.place === null ? 'au point de retrait.' : `ici : ${stop(p.place)}`;
        return a(
          `Ton colis t’attend ${where} Pense à prendre ${what}.`,
          `Votre colis vous attend ${where} Pensez à prendre ${what}.`,
        );
      },
      delivered: 'Nous espérons que tout est comme il faut.',
      deliveredCare: 'Tout n’était pas comme il faut. Nous nous en occupons.',
      deliveredSettled: 'Merci de nous avoir dit ce qui n’allait pas.',
      neighbour: (who) =>
        who === null
          ? a('Quelqu’un du voisinage l’a pris pour toi.', 'Quelqu’un du voisinage l’a pris pour vous.')
          : a(`Pris en charge pour toi : ${stop(who)}`, `Pris en charge pour vous : ${stop(who)}`),
      safe_place: (where) =>
        where === null ? 'Il a été déposé en lieu sûr.' : `Il a été déposé en lieu sûr : ${stop(where)}`,
      pickup_point: 'Il a été retiré au point de retrait.',
      signed: (who) => (who === null ? 'Il a été remis contre signature.' : `Signé par ${stop(who)}`),
      exception: {
        damaged: newOrRefund,
        lost: newOrRefund,
        refused: a(
          'Il revient vers nous. Si ce n’était pas voulu, écris-nous et nous trouverons une solution.',
          'Il revient vers nous. Si ce n’était pas voulu, écrivez-nous et nous trouverons une solution.',
        ),
        unclaimed: a(
          'Il revient vers nous. Écris-nous si tu le souhaites toujours, et nous le renvoyons.',
          'Il revient vers nous. Écrivez-nous si vous le souhaitez toujours, et nous le renvoyons.',
        ),
        disposed: a(
          'Nous sommes désolés. Écris-nous, et nous le remplaçons ou te remboursons.',
          'Nous sommes désolés. Écrivez-nous, et nous le remplaçons ou vous remboursons.',
        ),
        carrier_refused: a(
          'Il revient vers nous, et nous cherchons un autre moyen de te le faire parvenir. Nous t’écrivons dès que c’est réglé.',
          'Il revient vers nous, et nous cherchons un autre moyen de vous le faire parvenir. Nous vous écrivons dès que c’est réglé.',
        ),
        address: a(
          'L’adresse n’a pas mené jusqu’à une porte. Écris-nous la bonne, et nous le faisons suivre.',
          'L’adresse n’a pas mené jusqu’à une porte. Écrivez-nous la bonne, et nous le faisons suivre.',
        ),
        other: a(
          'Nous cherchons ce qui s’est passé et t’écrivons. Si c’est urgent, tu peux nous joindre plus bas.',
          'Nous cherchons ce qui s’est passé et vous écrivons. Si c’est urgent, vous pouvez nous joindre plus bas.',
        ),
      },
      returning: a(
        'Dès qu’il est là, nous t’écrivons pour la suite. Tu peux déjà nous dire ce que tu préfères.',
        'Dès qu’il est là, nous vous écrivons pour la suite. Vous pouvez déjà nous dire ce que vous préférez.',
      ),
      returned: a(
        'Dis-nous plus bas si nous devons te le renvoyer ou te rembourser.',
        'Dites-nous plus bas si nous devons vous le renvoyer ou vous rembourser.',
      ),
      cancelled: a(
        'Rien n’est en route dans ce colis. Si cela te surprend, écris-nous et nous vérifions.',
        'Rien n’est en route dans ce colis. Si cela vous surprend, écrivez-nous et nous vérifions.',
      ),
      expired: (p) =>
        a(
          `${LeTransporteur(p.carrier)} ne signale plus rien. Si tu ne l’as pas reçu, dis-le-nous plus bas et nous nous en occupons.`,
          `${LeTransporteur(p.carrier)} ne signale plus rien. Si vous ne l’avez pas reçu, dites-le-nous plus bas et nous nous en occupons.`,
        ),
      orderPacking: (p) =>
        a(
          `Commandé ${le(p.placed)}. Dès que le colis part de chez nous, tu vois son trajet ici.`,
          `Commandé ${le(p.placed)}. Dès que le colis part de chez nous, vous voyez son trajet ici.`,
        ),
      orderPackingLong: (p) =>
        a(
          `Commandé ${le(p.placed)}, il devrait déjà être parti. Nous nous en occupons ; écris-nous si tu en as besoin pour un jour précis.`,
          `Commandé ${le(p.placed)}, il devrait déjà être parti. Nous nous en occupons ; écrivez-nous si vous en avez besoin pour un jour précis.`,
        ),
      orderCancelled: (p) =>
        a(
          `Annulée ${le(p.when)} ; plus rien n’est en route vers toi. Si cela te surprend, écris-nous.`,
          `Annulée ${le(p.when)} ; plus rien n’est en route vers vous. Si cela vous surprend, écrivez-nous.`,
        ),
    },

    cause: {
      weather: 'Le mauvais temps ralentit le trajet.',
      customs: 'La douane examine le colis.',
      documents: 'Il manque un document pour la douane.',
      address: 'Un point de l’adresse n’est pas clair.',
      payment: 'Il reste d’abord des frais à régler.',
      recipient_absent: 'Il n’y avait personne pour le recevoir.',
      business_closed: 'L’endroit était fermé.',
      rescheduled: 'La livraison a été déplacée à un autre jour.',
      missorted: 'Il a pris une mauvaise direction et repart dans la bonne.',
      capacity: 'Le centre de tri a plus de colis qu’il ne peut en traiter.',
      security: 'Le colis passe un contrôle de sécurité.',
      damaged: 'Le colis a été abîmé.',
      lost: 'Le transporteur ne retrouve pas le colis.',
      refused: 'Il n’a pas été accepté à la porte.',
      unclaimed: 'Il n’a pas été retiré à temps.',
      disposed: 'Le transporteur n’a pas pu le conserver.',
      carrier_refused: 'Le transporteur n’a pas pu le prendre en l’état.',
      forwarded: 'Il est réexpédié vers une autre adresse.',
      neighbour: 'Il est dans le voisinage.',
      safe_place: 'Il est en lieu sûr.',
      pickup_point: 'Il part vers un point de retrait.',
      signed: 'Il a été remis contre signature.',
    },

    expectedBy: {
      promise: 'Le jour que nous avions promis',
      carrier: (carrier) => `Selon ${leTransporteur(carrier)}`,
      ours: (parcels) =>
        parcels === null ? 'Notre propre estimation' : `Notre propre estimation, d’après ${parcels} colis envoyés`,
    },
    slip: {
      label: (p) => `Promis d’abord pour le ${p.from}, désormais prévu le ${stop(p.to)}`,
      why: {
        weather: 'mauvais temps en chemin',
        customs: 'la douane a pris plus de temps',
        documents: 'il manquait un document à la douane',
        address: 'l’adresse n’était pas claire',
        payment: 'des frais restaient à régler',
        recipient_absent: 'il n’y avait personne',
        business_closed: 'c’était fermé',
        rescheduled: 'la livraison a été déplacée',
        missorted: 'il a pris une mauvaise direction',
        capacity: 'le centre de tri était plein',
        security: 'un contrôle a pris plus de temps',
        damaged: 'le colis a été abîmé',
        lost: 'le colis était introuvable',
        refused: 'il n’a pas été accepté',
        unclaimed: 'il n’a pas été retiré',
        disposed: 'il n’a pas pu être conservé',
        carrier_refused: 'le transporteur n’a pas pu le prendre',
        forwarded: 'il a été réexpédié',
        neighbour: 'il est dans le voisinage',
        safe_place: 'il a été déposé en lieu sûr',
        pickup_point: 'il est allé à un point de retrait',
        signed: 'il a été remis contre signature',
      },
    },

    journey: {
      label: a('Le trajet de ton colis', 'Le trajet de votre colis'),
      stops: {
        ordered: 'Commandé',
        handed_over: 'Expédié',
        on_its_way: 'En route',
        arriving: 'En livraison',
        arrived: a('Chez toi', 'Chez vous'),
      },
      pickup: 'Point de retrait',
      reached: 'fait',
      here: 'le colis est ici',
      ahead: 'à venir',
      stuck: 'retenu ici',
      back: 'sur le chemin du retour',
    },

    lastScan: {
      reportedBy: '{ago} · signalé par {who}',
      fresh: 'Signalé à l’instant',
      none: 'Pas encore de scan',
      noneLine: 'Le premier s’affichera ici dès que le transporteur aura le colis.',
      old: 'Vu pour la dernière fois {ago}. Nous menons l’enquête.',
    },
    silence: (count) => `Aucun scan depuis ${days(count)}`,

    timeline: {
      pending: 'Enregistré',
      info_received: 'Annoncé au transporteur',
      picked_up: 'Remis au transporteur',
      in_transit: 'En route',
      delayed: 'Retardé',
      on_hold: 'Retenu',
      out_for_delivery: 'Parti en livraison',
      attempt_failed: 'Livraison non aboutie',
      ready_for_pickup: 'Prêt à être retiré',
      delivered: 'Arrivé',
      exception: 'Un problème est survenu',
      returning: 'Sur le chemin du retour',
      returned: 'De retour à la boutique',
      cancelled: 'Annulé',
      expired: 'Plus de nouvelles',
    },
    timelineUnknown: 'Signalé par le transporteur',

    pickup: {
      title: a('Ton point de retrait', 'Votre point de retrait'),
      hours: 'Horaires',
      code: a('Ton code', 'Votre code'),
      until: (when) => a(`T’attend ${jusque(when)}`, `Vous attend ${jusque(when)}`),
      route: 'Voir l’itinéraire',
    },

    proof: {
      title: 'La remise du colis',
      signedBy: (name) => `Signé par ${name}`,
      leftWith: (who) => `Remis ici : ${who}`,
      photo: 'Photo prise à la livraison, là où le colis a été déposé',
    },

    help,

    report: {
      title: 'Qu’est-ce qui ne va pas ?',
      intro: a(
        'Choisis ce qui correspond. Nous voyons déjà ta commande et ton colis.',
        'Choisissez ce qui correspond. Nous voyons déjà votre commande et votre colis.',
      ),
      comment: 'Que s’est-il passé ?',
      commentHint: a('Avec tes mots ; une ligne suffit.', 'Avec vos mots ; une ligne suffit.'),
      send: 'Nous l’envoyer',
      sending: 'Envoi en cours…',
      cancel: 'Finalement non',
      sent: 'Merci, c’est entre nos mains',
      open: 'Quelque chose ne va pas',
    },

    ask: {
      question: 'Comment ça s’est passé ?',
      questionProblem: 'Qu’est-ce qui ne va pas ?',
      faces: { one: 'Très mal', two: 'Pas bien', three: 'Ça va', four: 'Bien', five: 'Très bien' },
      low: 'très mal',
      high: 'très bien',
      sorry: 'Nous sommes désolés. Que s’est-il passé ?',
      thanks: 'Merci, cela nous fait plaisir',
      thanksLine: 'Ici, chaque réponse est lue par quelqu’un.',
      middling: a('Merci de ta franchise', 'Merci de votre franchise'),
      middlingLine: a('Dis-nous ce qui a manqué, si tu veux.', 'Dites-nous ce qui a manqué, si vous le souhaitez.'),
      reasonsLabel: a(
        'Qu’est-ce qui n’allait pas ? Choisis ce qui correspond.',
        'Qu’est-ce qui n’allait pas ? Choisissez ce qui correspond.',
      ),
      reasons: {
        late: 'Trop tard',
        damaged: 'Abîmé',
        wrong_item: 'Mauvais article',
        missing_item: 'Il manque quelque chose',
        not_received: 'Jamais arrivé',
        courier: 'Le livreur',
        packaging: 'L’emballage',
        product: 'Le produit lui-même',
      },
      reasonsAfter: {
        late: 'trop tard',
        damaged: 'abîmé',
        wrong_item: 'mauvais article',
        missing_item: 'il manque quelque chose',
        not_received: 'jamais arrivé',
        courier: 'le livreur',
        packaging: 'l’emballage',
        product: 'le produit lui-même',
      },
      comment: 'Que devrions-nous savoir ?',
      commentHint: a('Si tu veux. Une ligne suffit.', 'Si vous le souhaitez. Une ligne suffit.'),
      contact: a('Pouvons-nous te recontacter ?', 'Pouvons-nous vous recontacter ?'),
      contactWishes: { none: 'Pas besoin', email: 'Par e-mail', phone: 'Par téléphone' },
      callNumber: a('À quel numéro te joindre ?', 'À quel numéro vous joindre ?'),
      callNumberHint: 'Si le champ reste vide, nous appelons le numéro que nous avons déjà.',
      send: 'Envoyer',
      sending: 'Envoi en cours…',
      sent: 'Merci, c’est bien arrivé',
      change: 'Modifier la réponse',
      changeUntil: a('Tu peux la modifier jusqu’au {when}.', 'Vous pouvez la modifier jusqu’au {when}.'),
      yourAnswer: a('Ta réponse : {answer}', 'Votre réponse : {answer}'),
      kept: a(
        'Pas de connexion pour le moment. Ta réponse est gardée et partira plus tard.',
        'Pas de connexion pour le moment. Votre réponse est gardée et partira plus tard.',
      ),
      failed: a(
        'L’envoi n’a pas abouti. Réessaie, s’il te plaît.',
        'L’envoi n’a pas abouti. Réessayez, s’il vous plaît.',
      ),
    },

    care: {
      title: 'Nous nous en occupons',
      answerBy: a('Une personne te répond avant {when}.', 'Une personne vous répond avant {when}.'),
      answerOverdue: a(
        'Nous voulions te répondre avant {when} et n’y sommes pas arrivés. Nous sommes désolés ; ta demande passe maintenant en premier.',
        'Nous voulions vous répondre avant {when} et n’y sommes pas arrivés. Nous sommes désolés ; votre demande passe maintenant en premier.',
      ),
      acknowledged: a(
        '{name} s’en occupe et te répond avant {when}.',
        '{name} s’en occupe et vous répond avant {when}.',
      ),
      acknowledgedNoName: a(
        'Quelqu’un s’en occupe et te répond avant {when}.',
        'Quelqu’un s’en occupe et vous répond avant {when}.',
      ),
      answered: a('{name} t’a répondu.', '{name} vous a répondu.'),
      context: a(
        'Nous avons ta commande et ton colis sous les yeux. Tu n’as rien à expliquer deux fois.',
        'Nous avons votre commande et votre colis sous les yeux. Vous n’avez rien à expliquer deux fois.',
      ),
      paused: a(
        'Tant que ce n’est pas réglé, tu ne reçois aucune publicité de notre part.',
        'Tant que ce n’est pas réglé, vous ne recevez aucune publicité de notre part.',
      ),
      resting: a(
        'La publicité est suspendue jusqu’au {until}, ou jusqu’à une meilleure note de ta part.',
        'La publicité est suspendue jusqu’au {until}, ou jusqu’à une meilleure note de votre part.',
      ),
      messages: 'Notre conversation',
      you: a('Toi', 'Vous'),
      support: 'Service client',
      reply: 'Nous écrire',
      replyHint: 'Une photo ? Plutôt par e-mail ; ici, les mots suffisent.',
      replySend: 'Envoyer',
      replySent: 'Nous l’avons reçu',
      resolvedTitle: 'Est-ce réglé ?',
      resolved: 'Nous pensons que c’est réglé : {outcome}.',
      resolvedPlain: a(
        'Nous pensons que c’est réglé. Est-ce aussi ton avis ?',
        'Nous pensons que c’est réglé. Est-ce aussi votre avis ?',
      ),
      outcomes: {
        replaced: 'un nouveau colis est en route',
        refunded: a('nous te remboursons', 'nous vous remboursons'),
        delivered_after_all: 'le colis a été retrouvé',
        explained: 'nous savons ce qui s’est passé',
        goodwill: 'nous avons fait un geste',
        other: 'nous nous en sommes occupés',
      },
      yes: 'Oui, c’est réglé',
      no: 'Pas encore',
      noHint: 'Que manque-t-il encore ?',
      reopened: a(
        'Nous reprenons la main. Une personne te répond avant {when}.',
        'Nous reprenons la main. Une personne vous répond avant {when}.',
      ),
      confirmed: 'C’est réglé, tant mieux',
      confirmedLine: a(
        'Merci de nous l’avoir dit. Sans toi, nous ne l’aurions pas su.',
        'Merci de nous l’avoir dit. Sans vous, nous ne l’aurions pas su.',
      ),
    },

    live: {
      updated: 'Mis à jour à l’instant',
      reconnecting: 'Pas de connexion. Dernière mise à jour : {time}.',
      offline: 'Hors connexion. Dernière mise à jour : {time}.',
      back: 'Connexion rétablie',
      reload: 'Recharger',
    },

    app: {
      update: {
        line: 'Il existe une version plus récente de cette page.',
        button: 'La charger',
        later: 'Plus tard',
      },
      install: {
        title: (brand) => a(`${brand} sur ton écran d’accueil`, `${brand} sur votre écran d’accueil`),
        line: a(
          'Toutes tes commandes au même endroit, même sans connexion.',
          'Toutes vos commandes au même endroit, même sans connexion.',
        ),
        button: 'Ajouter à l’écran d’accueil',
        later: 'Pas maintenant',
        iosShare: a('Touche le bouton de partage du navigateur', 'Touchez le bouton de partage du navigateur'),
        iosAdd: a('Choisis « Sur l’écran d’accueil »', 'Choisissez « Sur l’écran d’accueil »'),
        iosOpen: a(
          'Ouvre la page depuis là ; nous pourrons alors te prévenir quand ton colis avance',
          'Ouvrez la page depuis là ; nous pourrons alors vous prévenir quand votre colis avance',
        ),
        elsewhereTitle: a('Mieux dans ton navigateur', 'Mieux dans votre navigateur'),
        elsewhereLine: a(
          'Tu as ouvert cette page dans une autre application. Dans ton navigateur, elle reste à portée de main et peut te prévenir quand ton colis avance. Cherche « Ouvrir dans le navigateur » dans le menu, ou copie le lien.',
          'Vous avez ouvert cette page dans une autre application. Dans votre navigateur, elle reste à portée de main et peut vous prévenir quand votre colis avance. Cherchez « Ouvrir dans le navigateur » dans le menu, ou copiez le lien.',
        ),
        copy: 'Copier le lien',
        copied: 'Copié',
      },
      tell: {
        title: a('Nous te prévenons quand il avance', 'Nous vous prévenons quand il avance'),
        line: 'Un petit mot sur cet appareil quand il part en livraison, quand il est là et quand quelque chose change. Jamais de publicité.',
        button: a('Préviens-moi', 'Me prévenir'),
        on: a('Cet appareil est prévenu quand ton colis avance.', 'Cet appareil est prévenu quand votre colis avance.'),
        off: 'Désactiver',
        denied: a(
          'Ton navigateur ne l’autorise pas pour cette page. Tu peux le changer dans ses réglages.',
          'Votre navigateur ne l’autorise pas pour cette page. Vous pouvez le changer dans ses réglages.',
        ),
        failed: a('Cela n’a pas marché. Réessaie dans un instant.', 'Cela n’a pas marché. Réessayez dans un instant.'),
      },
      orders: {
        title: 'Mes commandes',
        line: 'Gardé sur cet appareil uniquement.',
        asOf: 'Mis à jour : {time}',
        order: 'Commande {number}',
        emptyTitle: 'Pas encore de commande ici',
        emptyLine: a(
          'Connecte-toi avec l’adresse e-mail de ta commande : nous y envoyons six chiffres. Tu la retrouveras ensuite ici, même sans connexion.',
          'Connectez-vous avec l’adresse e-mail de votre commande : nous y envoyons six chiffres. Vous la retrouverez ensuite ici, même sans connexion.',
        ),
        more: 'Il manque une commande ?',
        forget: 'Tout oublier sur cet appareil',
        forgetLine: a(
          'Retire de cet appareil la liste, les pages gardées et les notifications. Tes liens restent valables.',
          'Retire de cet appareil la liste, les pages gardées et les notifications. Vos liens restent valables.',
        ),
        forgetSure: 'Oui, tout oublier',
        forgotten: 'C’est fait. Plus rien n’est gardé sur cet appareil.',
      },
      description: (brand) =>
        a(
          `Où en sont tes commandes chez ${brand}, et comment ça s’est passé.`,
          `Où en sont vos commandes chez ${brand}, et comment ça s’est passé.`,
        ),
      picture: 'La page d’une commande : le jour d’arrivée et le trajet jusqu’ici',
    },

    push: {
      good: 'Tout va bien',
      bad: 'Pas bien',
      ask: 'Tout est comme il faut ? Un clic suffit.',
      reply: a('À lire sur ta page, où tu peux répondre.', 'À lire sur votre page, où vous pouvez répondre.'),
    },

    proposal: {
      line: a(
        'Tu as choisi « {answer} ». Il ne reste qu’à l’envoyer.',
        'Vous avez choisi « {answer} ». Il ne reste qu’à l’envoyer.',
      ),
      send: 'Envoyer cette réponse',
    },

    /** What is told of the account, and the log of it. */
    notices: frenchNotices(formal),

    errors: {
      linkTitle: 'Ce lien ne mène nulle part',
      linkLine: a(
        'Il est peut-être coupé ou n’est plus valable. Prends celui de ton dernier e-mail, ou écris-nous.',
        'Il est peut-être coupé ou n’est plus valable. Prenez celui de votre dernier e-mail, ou écrivez-nous.',
      ),
      notFoundTitle: 'Il n’y a rien ici',
      notFoundLine: 'La page a changé de place, ou l’adresse contient une faute de frappe.',
      serverTitle: 'Quelque chose s’est mal passé de notre côté',
      serverLine: a(
        'Ton colis n’est pas concerné. Réessaie dans quelques minutes.',
        'Votre colis n’est pas concerné. Réessayez dans quelques minutes.',
      ),
      unavailableTitle: a('Un instant, s’il te plaît', 'Un instant, s’il vous plaît'),
      unavailableLine: a(
        'Nous travaillons sur cette page. Ton colis, lui, continue son voyage.',
        'Nous travaillons sur cette page. Votre colis, lui, continue son voyage.',
      ),
      offlineTitle: 'Pas de connexion',
      offlineLine: 'Dès que la connexion revient, les dernières nouvelles s’affichent ici.',
      retry: 'Réessayer',
      reference: (id) =>
        a(`Si tu nous écris, ce numéro nous aide : ${id}`, `Si vous nous écrivez, ce numéro nous aide : ${id}`),
    },

    find: {
      lost: 'Lien perdu ?',
      title: a('Retrouve ta commande', 'Retrouvez votre commande'),
      line: a(
        'Deux indications suffisent, et nous t’envoyons le lien vers sa page.',
        'Deux indications suffisent, et nous vous envoyons le lien vers sa page.',
      ),
      number: 'Numéro de commande',
      numberHint: a('Il figure dans ta confirmation de commande.', 'Il figure dans votre confirmation de commande.'),
      proof: 'Adresse e-mail ou code postal',
      proofHint: 'L’un des deux, tel qu’indiqué lors de la commande.',
      send: a('Envoie-moi le lien', 'Recevoir le lien'),
      sentTitle: a('Regarde tes e-mails', 'Consultez vos e-mails'),
      sentLine:
        'Si les deux correspondent à une commande, le lien est en route vers l’adresse indiquée lors de la commande.',
      sentHint: a(
        'Toujours rien après quelques minutes ? Regarde dans les indésirables, puis vérifie les deux indications et réessaie.',
        'Toujours rien après quelques minutes ? Regardez dans les indésirables, puis vérifiez les deux indications et réessayez.',
      ),
      again: 'Essayer d’autres indications',
      often: a(
        'Cela a été demandé très souvent. Réessaie un peu plus tard.',
        'Cela a été demandé très souvent. Réessayez un peu plus tard.',
      ),
    },

    form: {
      commentTooLong: a(
        'C’est plus que nous ne pouvons recevoir en une fois. Reste sous {max} caractères, s’il te plaît.',
        'C’est plus que nous ne pouvons recevoir en une fois. Restez sous {max} caractères, s’il vous plaît.',
      ),
      scoreMissing: a('Choisis l’un des cinq visages.', 'Choisissez l’un des cinq visages.'),
      reasonMissing: a(
        'Choisis ce qui correspond, ou écris une ligne.',
        'Choisissez ce qui correspond, ou écrivez une ligne.',
      ),
      numberMissing: a('Indique le numéro où te joindre.', 'Indiquez le numéro où vous joindre.'),
      textMissing: a('Écris une ligne, s’il te plaît.', 'Écrivez une ligne, s’il vous plaît.'),
      invalid: a(
        'Une partie ne nous est pas bien parvenue. Relis une fois encore, s’il te plaît.',
        'Une partie ne nous est pas bien parvenue. Relisez une fois encore, s’il vous plaît.',
      ),
      closed: a(
        'Cette réponse ne peut plus être modifiée. Écris-nous, et nous la complétons.',
        'Cette réponse ne peut plus être modifiée. Écrivez-nous, et nous la complétons.',
      ),
      expired: a(
        'Cette page est restée ouverte longtemps. Recharge-la, s’il te plaît.',
        'Cette page est restée ouverte longtemps. Rechargez-la, s’il vous plaît.',
      ),
      tooOften: a(
        'C’était rapide. Patiente un instant et renvoie-le.',
        'C’était rapide. Patientez un instant et renvoyez-le.',
      ),
      unavailable: a(
        'L’envoi n’a pas abouti. Réessaie dans un instant.',
        'L’envoi n’a pas abouti. Réessayez dans un instant.',
      ),
    },

    footer: {
      privacy: a(
        'Cette page ne montre ni nom ni adresse. Toute personne qui a le lien ne voit que ce que tu vois ici.',
        'Cette page ne montre ni nom ni adresse. Toute personne qui a le lien ne voit que ce que vous voyez ici.',
      ),
      sources: 'Les scans viennent du transporteur, les jours de nos propres calculs.',
      poweredBy: 'Réalisé avec Doorstep',
      support: 'Nous écrire',
      help: 'Aide',
      imprint: 'Mentions légales',
    },

    mail: {
      greeting: (name) => (name === null ? 'Bonjour,' : `Bonjour ${name},`),
      signature: (brand) => a(`À bientôt\n${brand}`, `Bien cordialement\n${brand}`),
      order: (number) => `Commande ${number}`,
      plainLink: (p) => `${p.label} : ${p.url}`,
      footer: (p) => (p.address === null ? p.brand : `${p.brand} · ${p.address}`),
      status: {
        button: 'Voir le colis',
        why: (p) =>
          a(
            `Tu reçois cet e-mail parce que tu as commandé chez ${p.brand} (commande ${p.number}).`,
            `Vous recevez cet e-mail parce que vous avez commandé chez ${p.brand} (commande ${p.number}).`,
          ),
      },
      trouble: {
        subject: {
          late: (p) => `${a('Ton', 'Votre')} colis met plus de temps que promis (commande ${p.number})`,
          attempt_failed: (p) => `La livraison n’a pas pu se faire (commande ${p.number})`,
          on_hold: (p) => `${a('Ton', 'Votre')} colis est retenu en chemin (commande ${p.number})`,
          silent: (p) => `Sans nouvelles de ${a('ton', 'votre')} colis depuis quelques jours (commande ${p.number})`,
          returning: (p) => `${a('Ton', 'Votre')} colis revient vers nous (commande ${p.number})`,
          lost: (p) => `Le transporteur ne retrouve pas ${a('ton', 'votre')} colis (commande ${p.number})`,
          damaged: (p) => `${a('Ton', 'Votre')} colis a été abîmé en chemin (commande ${p.number})`,
        },
        sorry: a(
          'Nous aurions préféré une meilleure nouvelle, et tenions à te l’annoncer nous-mêmes.',
          'Nous aurions préféré une meilleure nouvelle, et tenions à vous l’annoncer nous-mêmes.',
        ),
        next: {
          late: a(
            'Tu n’as rien à faire. Ta page indique toujours le jour que nous prévoyons maintenant. Si tu en as besoin pour un jour précis, dis-le-nous là-bas.',
            'Vous n’avez rien à faire. Votre page indique toujours le jour que nous prévoyons maintenant. Si vous en avez besoin pour un jour précis, dites-le-nous sur cette page.',
          ),
          attempt_failed: a(
            'En général, le transporteur repasse. S’il doit savoir quelque chose sur l’adresse ou la porte, dis-le-nous sur ta page.',
            'En général, le transporteur repasse. S’il doit savoir quelque chose sur l’adresse ou la porte, dites-le-nous sur votre page.',
          ),
          on_hold: a(
            'Ta page montre ce que nous savons et s’il faut quelque chose de ta part. Nous suivons ce colis de près.',
            'Votre page montre ce que nous savons et s’il faut quelque chose de votre part. Nous suivons ce colis de près.',
          ),
          silent: a(
            'Cela ne veut pas dire qu’il est perdu : certains colis voyagent des jours sans être scannés. Nous le suivons de près, et ta page montre aussitôt chaque nouveau scan.',
            'Cela ne veut pas dire qu’il est perdu : certains colis voyagent des jours sans être scannés. Nous le suivons de près, et votre page montre aussitôt chaque nouveau scan.',
          ),
          returning: a(
            'Dis-nous sur ta page si nous devons te le renvoyer, ou ce que tu préfères.',
            'Dites-nous sur votre page si nous devons vous le renvoyer, ou ce que vous préférez.',
          ),
          lost: newOrRefundByMail,
          damaged: newOrRefundByMail,
        },
      },
      ask: {
        subject: (brand) => `${a('Ta', 'Votre')} commande chez ${brand} est arrivée : comment ça s’est passé ?`,
        preheader: 'Un clic suffit.',
        headline: 'Comment ça s’est passé ?',
        body: a(
          'Ton colis est arrivé. En un clic, dis-nous si tout va bien ; sinon, une personne s’en occupe.',
          'Votre colis est arrivé. En un clic, dites-nous si tout va bien ; sinon, une personne s’en occupe.',
        ),
        button: 'Répondre',
        why: (p) =>
          a(
            `Tu reçois cet e-mail parce que ta commande ${p.number} chez ${p.brand} est arrivée. Nous ne demandons qu’une fois.`,
            `Vous recevez cet e-mail parce que votre commande ${p.number} chez ${p.brand} est arrivée. Nous ne demandons qu’une fois.`,
          ),
      },
      reply: {
        subject: (p) =>
          a(`Nous t’avons répondu (commande ${p.number})`, `Nous vous avons répondu (commande ${p.number})`),
        preheader: (p) => (p.name === null ? 'Notre réponse' : a(`${p.name} t’a répondu`, `${p.name} vous a répondu`)),
        headline: (p) => (p.name === null ? 'Notre réponse' : a(`${p.name} t’a répondu`, `${p.name} vous a répondu`)),
        answerHint: a(
          'Tu peux répondre sur ta page ; tout y reste au même endroit.',
          'Vous pouvez répondre sur votre page ; tout y reste au même endroit.',
        ),
        button: 'Lire et répondre',
        why: (p) =>
          a(
            `Tu reçois cet e-mail parce que tu as signalé à ${p.brand} un problème avec la commande ${p.number}.`,
            `Vous recevez cet e-mail parce que vous avez signalé à ${p.brand} un problème avec la commande ${p.number}.`,
          ),
      },
      resolved: {
        subject: (p) => `Est-ce réglé ? (commande ${p.number})`,
        preheader: (p) =>
          p.outcome === null ? 'Nous pensons que c’est réglé.' : `Nous pensons que oui : ${p.outcome}.`,
        headline: 'Est-ce réglé ?',
        body: (p) =>
          `Nous pensons que ${a('ta', 'votre')} demande est réglée${p.outcome === null ? '' : ` : ${p.outcome}`}. Est-ce aussi ${a('ton', 'votre')} avis ?`,
        hint: 'Sinon, un clic suffit et nous la reprenons aussitôt.',
        yes: 'Oui, c’est réglé',
        no: 'Pas encore',
        why: (p) =>
          a(
            `Tu reçois cet e-mail parce que tu as signalé à ${p.brand} un problème avec la commande ${p.number}.`,
            `Vous recevez cet e-mail parce que vous avez signalé à ${p.brand} un problème avec la commande ${p.number}.`,
          ),
      },
      orderLink: {
        subject: (p) => a(`Ton lien vers la commande ${p.number}`, `Votre lien vers la commande ${p.number}`),
        preheader: a('Il te montre où est ton colis.', 'Il vous montre où est votre colis.'),
        headline: a('Voici ton lien', 'Voici votre lien'),
        body: a(
          'Il mène à ta commande : où est le colis, ce qu’il contient et comment nous joindre.',
          'Il mène à votre commande : où est le colis, ce qu’il contient et comment nous joindre.',
        ),
        button: 'Voir la commande',
        notYou: a(
          'Si tu ne l’as pas demandé, tu n’as rien à faire. Le lien n’a été envoyé qu’à toi.',
          'Si vous ne l’avez pas demandé, vous n’avez rien à faire. Le lien n’a été envoyé qu’à vous.',
        ),
        why: (p) =>
          a(
            `Tu reçois cet e-mail parce que quelqu’un a demandé à ${p.brand} le lien vers la commande ${p.number}.`,
            `Vous recevez cet e-mail parce que quelqu’un a demandé à ${p.brand} le lien vers la commande ${p.number}.`,
          ),
      },
      signIn: {
        subject: (p) => a(`${p.code} est ton code pour ${p.brand}`, `${p.code} est votre code pour ${p.brand}`),
        preheader: (minutes) =>
          plural(minutes, {
            one: 'Valable # minute, une seule fois.',
            other: 'Valable # minutes, une seule fois.',
          }),
        headline: a('Ton code', 'Votre code'),
        body: (minutes) =>
          a('Saisis-le là où tu l’as demandé. ', 'Saisissez-le là où vous l’avez demandé. ') +
          plural(minutes, {
            one: 'Il est valable # minute et ne sert qu’une fois.',
            other: 'Il est valable # minutes et ne sert qu’une fois.',
          }),
        notYou: a(
          'Si tu ne l’as pas demandé, tu n’as rien à faire : sans ce code, personne n’entre.',
          'Si vous ne l’avez pas demandé, vous n’avez rien à faire : sans ce code, personne n’entre.',
        ),
        why: (brand) =>
          a(
            `Tu reçois cet e-mail parce que quelqu’un a demandé un code pour l’espace équipe de ${brand}.`,
            `Vous recevez cet e-mail parce que quelqu’un a demandé un code pour l’espace équipe de ${brand}.`,
          ),
      },
      alert: {
        subject: (p) =>
          `${p.customerName ?? 'Quelqu’un'} a eu un souci${p.reasons === null ? '' : ` : ${p.reasons}`} (commande ${p.orderNumber})`,
        preheader: (p) => `À répondre avant ${p.answerBy}.`,
        headline: (p) =>
          a(`${p.customerName ?? 'Quelqu’un'} compte sur toi`, `${p.customerName ?? 'Quelqu’un'} compte sur vous`),
        body: (p) =>
          `Commande ${p.orderNumber}${p.reasons === null ? '' : ` : ${p.reasons}`}. Nous avons promis une réponse avant ${p.answerBy}. Entre-temps, cette personne ne reçoit aucune publicité.`,
        escalatedSubject: (p) => `Toujours sans réponse : commande ${p.orderNumber}`,
        escalatedBody: (p) => `Personne n’a encore pris ce dossier. Nous avons promis une réponse avant ${p.answerBy}.`,
        reopenedSubject: (p) => `Finalement pas réglé : commande ${p.orderNumber}`,
        reopenedBody: (p) =>
          `${p.customerName ?? 'La personne'} indique que le dossier n’est pas réglé. À répondre avant ${p.answerBy}.`,
        score: (score) => `${score} sur 5`,
        comment: 'Le commentaire',
        button: 'Ouvrir le dossier',
        why: (brand) =>
          a(
            `Tu reçois cet e-mail parce que tu t’occupes de la clientèle de ${brand}.`,
            `Vous recevez cet e-mail parce que vous vous occupez de la clientèle de ${brand}.`,
          ),
      },
    },

    rooms: roomsFr(a),
    refer: referFr(a),
    goesWith: goesWithFr,
    loyalty: loyaltyFr(a),
    access: accessFr(a),
    subscriptions: subscriptionsFr(a),

    desk: {
      title: 'Espace équipe',
      nav: { cases: 'Dossiers', watch: 'À surveiller', settings: 'Réglages', signOut: 'Se déconnecter' },
      list: {
        title: 'Dossiers',
        search: 'Commande, nom ou e-mail',
        filters: {
          open: 'Ouverts',
          mine: 'Les miens',
          overdue: 'En retard',
          waiting: 'En attente d’un retour',
          done: 'Terminés',
          all: 'Tous',
        },
        columns: {
          customer: 'Client',
          order: 'Commande',
          reasons: 'Ce qui ne va pas',
          answerBy: 'À répondre avant',
          opened: 'Depuis',
          agent: 'Suivi par',
          status: 'État',
        },
        anonymous: 'Sans nom',
        unassigned: 'personne encore',
        reopened: 'rouvert',
        more: 'Afficher plus',
        new: 'Nouveau dossier',
      },
      watch: {
        empty: 'Rien à surveiller',
        emptyLine:
          'Chaque colis suit son chemin. Ce qui s’arrête, prend du retard ou ne donne plus signe de vie apparaît ici avant qu’on ne le demande.',
        noneChosen: 'Aucun colis choisi',
        noneChosenLine: a('Choisis-en un à gauche, ou appuie sur J.', 'Choisissez-en un à gauche, ou appuyez sur J.'),
        absent: 'Ce colis n’est pas ici',
        settled: 'Tout est rentré dans l’ordre pour ce colis.',
        seen: 'Traités',
        seenBy: 'Traité par {name}, {when}',
        acknowledge: 'C’est traité',
        withdraw: 'Remettre dans la liste',
        note: 'Une note pour l’équipe, au besoin',
        matter: 'Ce qui se passe',
        nextStep: 'Ce qui aide d’abord',
        toldTitle: 'Ce qui a été annoncé',
        reasons: {
          lost: 'Perdu',
          damaged: 'Abîmé en chemin',
          returning: 'Sur le chemin du retour',
          promise_missed: 'Jour promis dépassé',
          attempt_failed: 'Livraison échouée',
          on_hold: 'Retenu',
          silent: 'Pas de scan depuis des jours',
          not_handed_over: 'Non remis',
          promise_slipping: 'Arrivera en retard',
          promise_at_risk: 'Risque de retard',
        },
        nextSteps: {
          replace_or_refund: 'Renvoyer ou rembourser',
          confirm_address_and_resend: 'Confirmer l’adresse et renvoyer',
          ask_carrier: 'Interroger le transporteur',
          check_address: 'Vérifier l’adresse avec la personne',
          clear_hold: 'Lever ce qui le retient',
          check_dispatch: 'Vérifier s’il a quitté la maison',
          offer_choice: 'Proposer d’attendre ou d’annuler',
          keep_watching: 'Garder à l’œil',
        },
        news: {
          lost: 'Qu’il est introuvable',
          damaged: 'Qu’il a été abîmé',
          returning: 'Qu’il est sur le chemin du retour',
          late: 'Qu’il arrive plus tard, et quand',
          attempt_failed: 'Que la livraison n’a pas pu se faire',
          on_hold: 'Qu’il est retenu',
          silent: 'Qu’il n’y a pas de nouvelles',
        },
        told: {
          push: 'Annoncé sur l’appareil, {when}',
          email: 'Annoncé par e-mail, {when}',
          sending: 'Annonce en cours',
          not: 'Pas encore annoncé',
        },
      },
      statuses: {
        open: 'Ouvert',
        acknowledged: 'En cours',
        resolved: 'En attente d’un retour',
        confirmed: 'Confirmé',
      },
      severities: { high: 'Urgent', normal: 'Normal' },
      outcomes: {
        replaced: 'Renvoyé',
        refunded: 'Remboursé',
        delivered_after_all: 'Arrivé finalement',
        explained: 'Expliqué',
        goodwill: 'Geste commercial',
        other: 'Autre',
      },
      roles: { agent: 'Service client', marketer: 'Marketing', admin: 'Administration' },
      statusesOfShipment: {
        pending: 'Pas encore scanné',
        info_received: 'Annoncé',
        picked_up: 'Pris en charge',
        in_transit: 'En route',
        delayed: 'Retardé',
        on_hold: 'Retenu',
        out_for_delivery: 'En livraison',
        attempt_failed: 'Tentative échouée',
        ready_for_pickup: 'Prêt à être retiré',
        delivered: 'Livré',
        exception: 'Incident',
        returning: 'En retour',
        returned: 'Retourné',
        cancelled: 'Annulé',
        expired: 'Plus de nouvelles',
      },
      sla: {
        answerBy: 'À répondre avant {when}',
        overdueBy: 'En retard de {duration}',
        dueIn: 'Encore {duration}',
        answered: 'Répondu à temps',
        waiting: 'En attente d’un retour',
      },
      actions: {
        take: 'Prendre le dossier',
        taken: 'Suivi par {name}',
        reply: 'Répondre',
        replyLabel: a('Ta réponse à {name}', 'Votre réponse à {name}'),
        replySend: 'Envoyer la réponse',
        replyHint: 'Part par e-mail et s’affiche sur la page de la commande.',
        resolve: 'Marquer comme réglé',
        resolveLabel: 'Comment est-ce réglé ?',
        note: 'Note pour l’équipe',
        noteHint: 'Invisible à l’extérieur.',
        resolveSend: 'Demander si c’est réglé',
        goodwill: 'Offrir des points',
        goodwillLabel: 'Combien de points ?',
        goodwillMax: 'Jusqu’à {max}. Utilisables tout de suite.',
        goodwillReason: 'Motif',
        goodwillReasonHint: 'Affiché à côté des points, sur la page de la commande.',
        goodwillSend: 'Offrir',
        goodwillDone: 'Les points sont crédités et utilisables tout de suite.',
        openPage: 'Page de la commande',
        carrierPage: 'Page du transporteur',
        write: 'Écrire à {name}',
        openCase: 'Vers le dossier ouvert',
        copy: 'Copier',
        copied: 'Copié',
        cancel: 'Annuler',
      },
      case: {
        timeline: 'Historique',
        order: 'Commande',
        shipment: 'Colis',
        customer: 'Client',
        earlier: 'Dossiers précédents',
        held: 'En pause',
        heldPromotions: 'Aucune publicité depuis {since}',
        heldUntil: 'jusqu’au {until}, ou jusqu’à une meilleure note',
        heldUntilSolved: 'tant que ce n’est pas réglé',
        contact: {
          none: 'Ne souhaite pas de réponse',
          email: 'Souhaite une réponse par e-mail',
          phone: 'Souhaite un appel',
        },
        promised: 'Promis',
        firstPromised: 'Promis d’abord',
        delivered: 'Arrivé',
        onTime: 'à l’heure',
        total: 'Total',
        customerSince: 'client depuis le {since}',
        noComment: 'Pas de commentaire',
        parcelOf: 'Colis {index}',
        writes: 'Langue : {language}',
        cancelled: 'Annulé {when}',
        readOnly: a(
          'Tu es en lecture seule ; le service client répond.',
          'Vous êtes en lecture seule ; le service client répond.',
        ),
        actions: 'Que faire',
        absent: 'Ce dossier n’est pas ici',
        absentLine: 'Le lien est peut-être coupé, ou il appartient à une autre boutique.',
        scansBefore: 'Scans précédents',
      },
      entries: {
        scan: 'Scan : {who}',
        answer: 'Réponse : {score} sur 5',
        answerVia: 'reçue par {source}',
        opened: 'Dossier ouvert',
        reopened: 'Dossier rouvert côté client',
        escalated: 'Escalade : personne ne l’avait pris',
        acknowledged: '{name} a pris le dossier',
        resolved: '{name} l’a marqué comme réglé : {outcome}',
        confirmed: 'Confirmé côté client : réglé',
        reply: '{name} a écrit',
        shopper_message: 'Message du client',
        hold_set: 'Publicité suspendue',
        hold_released: 'Publicité de nouveau autorisée',
        watch_acknowledged: '{name} s’en est chargé',
        watch_withdrawn: '{name} l’a remis dans la liste',
        system: 'Doorstep',
      },
      empty: {
        cases: 'Aucun dossier ouvert',
        casesLine: a(
          'Personne ne t’attend. Les nouveaux s’affichent ici d’eux-mêmes.',
          'Personne ne vous attend. Les nouveaux s’affichent ici d’eux-mêmes.',
        ),
        filtered: 'Aucun résultat',
        filteredLine: 'Un autre filtre, ou moins de mots.',
        noCase: 'Aucun dossier choisi',
        noCaseLine: a('Choisis-en un à gauche, ou appuie sur J.', 'Choisissez-en un à gauche, ou appuyez sur J.'),
        earlier: 'C’est le premier dossier.',
      },
      signIn: {
        title: 'Se connecter à l’espace équipe',
        emailLabel: a('Ton adresse e-mail', 'Votre adresse e-mail'),
        emailSend: 'Recevoir un code',
        codeTitle: a('Regarde tes e-mails', 'Consultez vos e-mails'),
        codeLine: 'Si {email} fait partie de l’équipe, un code à six chiffres est en route.',
        codeLabel: 'Code à six chiffres',
        codeSend: 'Se connecter',
        again: 'Recevoir un nouveau code',
        otherEmail: 'Une autre adresse',
        wrong: a(
          'Ce code ne correspond pas. Vérifie-le, ou demandes-en un nouveau.',
          'Ce code ne correspond pas. Vérifiez-le, ou demandez-en un nouveau.',
        ),
        expired: a(
          'Ce code est trop ancien. Demandes-en un nouveau.',
          'Ce code est trop ancien. Demandez-en un nouveau.',
        ),
        tooMany: a('Trop d’essais. Demande un nouveau code.', 'Trop d’essais. Demandez un nouveau code.'),
        noAddress: a(
          'Cela ne ressemble pas à une adresse e-mail. Vérifie-la une fois encore.',
          'Cela ne ressemble pas à une adresse e-mail. Vérifiez-la une fois encore.',
        ),
        signedOut: 'La session est fermée.',
        forbidden: a('Cette page ne fait pas partie de ton rôle.', 'Cette page ne fait pas partie de votre rôle.'),
      },
      faults: {
        closed: a(
          'Ce dossier est déjà réglé. Recharge la page pour voir ce qui s’est passé entre-temps.',
          'Ce dossier est déjà réglé. Rechargez la page pour voir ce qui s’est passé entre-temps.',
        ),
        textMissing: a('Écris d’abord une ligne.', 'Écrivez d’abord une ligne.'),
        textTooLong: a(
          'C’est plus que nous ne pouvons envoyer en une fois. Reste sous {max} caractères.',
          'C’est plus que nous ne pouvons envoyer en une fois. Restez sous {max} caractères.',
        ),
        pointsWrong: 'Ce nombre de points ne peut pas être offert ici.',
        outcomeMissing: a('Choisis comment c’est réglé.', 'Choisissez comment c’est réglé.'),
        unavailable: a(
          'L’envoi n’a pas abouti, et rien n’a changé. Réessaie dans un instant.',
          'L’envoi n’a pas abouti, et rien n’a changé. Réessayez dans un instant.',
        ),
      },
      keys: {
        title: 'Clavier',
        single: 'Touches simples activées',
        singleHint: 'À désactiver si elles gênent la saisie vocale. Gardé pour ce navigateur.',
        next: 'Dossier suivant',
        previous: 'Dossier précédent',
        open: 'Ouvrir le dossier',
        take: 'Prendre le dossier',
        reply: 'Répondre',
        resolve: 'Marquer comme réglé',
        search: 'Rechercher',
        help: 'Afficher cette aide',
        close: 'Fermer',
        send: 'Envoyer',
        cases: 'Vers les dossiers',
        watch: 'Vers les colis à surveiller',
      },
      live: {
        connected: 'En direct',
        lost: 'Pas de connexion. Dernière mise à jour : {time}.',
        arrived: 'Un nouveau dossier est arrivé.',
      },
    },

    deskCounts: {
      open: (count) => plural(count, { one: '# dossier ouvert', other: '# dossiers ouverts' }),
      watched: (count) => plural(count, { one: '# colis', other: '# colis' }),
      lateDays: (count) => plural(count, { one: '# jour de retard', other: '# jours de retard' }),
      orders: (count) =>
        count === 1 ? 'première commande' : plural(count, { one: '# commande', other: '# commandes' }),
      overdue: (count) => plural(count, { one: '# en retard', other: '# en retard' }),
      minutes: (count) => plural(count, { one: '# minute', other: '# minutes' }),
      hours: (count) => plural(count, { one: '# heure', other: '# heures' }),
      days,
    },
  };
}

export const fr = { familiar: withFrenchSpaces(french(false)), formal: withFrenchSpaces(french(true)) };
