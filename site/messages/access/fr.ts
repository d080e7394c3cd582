/** Connexion, réglages et données personnelles en français, avec « tu » et avec « vous ». */
import type { AccessWords } from './en.ts';

export function accessFr(a: (familiar: string, polite: string) => string): AccessWords {
  return {
    signIn: {
      title: a('Est-ce bien toi ?', 'Est-ce bien vous ?'),
      line: a(
        'Le lien montre où en est le colis. Pour le reste, nous envoyons six chiffres à l’adresse e-mail de ta commande.',
        'Le lien montre où en est le colis. Pour le reste, nous envoyons six chiffres à l’adresse e-mail de votre commande.',
      ),
      send: 'Recevoir les chiffres',
      noAddress: a(
        'Nous n’avons pas d’adresse e-mail pour cette commande et ne pouvons pas envoyer de code. Écris-nous, et nous trouverons une solution.',
        'Nous n’avons pas d’adresse e-mail pour cette commande et ne pouvons pas envoyer de code. Écrivez-nous, et nous trouverons une solution.',
      ),
      codeTitle: a('Regarde tes e-mails', 'Consultez vos e-mails'),
      codeLine: a(
        'Nous avons envoyé six chiffres à l’adresse e-mail de ta commande. Ils sont valables dix minutes, dans ce navigateur.',
        'Nous avons envoyé six chiffres à l’adresse e-mail de votre commande. Ils sont valables dix minutes, dans ce navigateur.',
      ),
      codeLineMaybe:
        'Si une commande a été passée ici avec {email}, six chiffres sont en route. Ils sont valables dix minutes, dans ce navigateur.',
      codeLabel: 'Les six chiffres',
      codeHint: a(
        'Toujours rien après quelques minutes ? Regarde dans les indésirables.',
        'Toujours rien après quelques minutes ? Regardez dans les indésirables.',
      ),
      open: 'Se connecter',
      again: 'Recevoir de nouveaux chiffres',
      back: 'Retour au colis',
      emailTitle: a('Quel plaisir de te revoir', 'Quel plaisir de vous revoir'),
      emailLine: a(
        'Avec l’adresse utilisée pour ta commande. Nous y envoyons six chiffres ; il n’y a pas de mot de passe.',
        'Avec l’adresse utilisée pour votre commande. Nous y envoyons six chiffres ; il n’y a pas de mot de passe.',
      ),
      emailLabel: 'Adresse e-mail',
      otherEmail: 'Une autre adresse',
      lostLink: 'Pas de commande à cette adresse ? La retrouver par son numéro',
      passkey: 'Se connecter avec une clé d’accès',
      passkeyFault: 'Cela n’a pas marché. Avec les chiffres par e-mail, ça marche toujours.',
      faults: {
        wrong: a(
          'Ces chiffres ne correspondent pas. Vérifie-les, ou demandes-en de nouveaux.',
          'Ces chiffres ne correspondent pas. Vérifiez-les, ou demandez-en de nouveaux.',
        ),
        expired: a(
          'Ces chiffres ne sont plus valables : ils ont plus de dix minutes, ou de plus récents ont été demandés. Prends ceux du dernier e-mail.',
          'Ces chiffres ne sont plus valables : ils ont plus de dix minutes, ou de plus récents ont été demandés. Prenez ceux du dernier e-mail.',
        ),
        worn_out: a(
          'Dix fautes de frappe, et ces chiffres ne sont plus valables. Demandes-en de nouveaux et tout rentre dans l’ordre.',
          'Dix fautes de frappe, et ces chiffres ne sont plus valables. Demandez-en de nouveaux et tout rentre dans l’ordre.',
        ),
        used: a(
          'Ces chiffres ont déjà servi, et ne servent qu’une fois. Demandes-en de nouveaux.',
          'Ces chiffres ont déjà servi, et ne servent qu’une fois. Demandez-en de nouveaux.',
        ),
        elsewhere: a(
          'Les chiffres valent dans le navigateur qui les a demandés, pendant dix minutes. Demandes-en de nouveaux pour continuer ici.',
          'Les chiffres valent dans le navigateur qui les a demandés, pendant dix minutes. Demandez-en de nouveaux pour continuer ici.',
        ),
        often: a(
          'Cela a été demandé très souvent. Pour ta sécurité, nous attendons un peu ; réessaie dans une heure.',
          'Cela a été demandé très souvent. Pour votre sécurité, nous attendons un peu ; réessayez dans une heure.',
        ),
        address: a(
          'Cela ne ressemble pas à une adresse e-mail. Vérifie-la une fois encore.',
          'Cela ne ressemble pas à une adresse e-mail. Vérifiez-la une fois encore.',
        ),
        unavailable: a(
          'L’envoi n’a pas abouti. Réessaie dans un instant.',
          'L’envoi n’a pas abouti. Réessayez dans un instant.',
        ),
      },
    },

    mail: {
      why: (brand) =>
        a(
          `Tu reçois cet e-mail parce que quelqu’un a demandé un code pour tes commandes chez ${brand}.`,
          `Vous recevez cet e-mail parce que quelqu’un a demandé un code pour vos commandes chez ${brand}.`,
        ),
      notYou: a(
        'Si ce n’était pas toi, tu n’as rien à faire : sans ces chiffres, personne ne voit plus que ce que montre ton lien.',
        'Si ce n’était pas vous, vous n’avez rien à faire : sans ces chiffres, personne ne voit plus que ce que montre votre lien.',
      ),
    },

    signOut: {
      button: 'Se déconnecter sur cet appareil',
      hint: 'Retire aussi ce que ce navigateur a gardé pour les moments sans connexion, ainsi que ses notifications.',
      doneTitle: 'La session est fermée',
      doneLine: a(
        'Il ne reste rien de toi dans ce navigateur. Ton lien ouvre le colis quand tu veux.',
        'Il ne reste rien de vous dans ce navigateur. Votre lien ouvre le colis quand vous voulez.',
      ),
      erasedTitle: a('Tes données sont effacées', 'Vos données sont effacées'),
      erasedLine: a(
        'Tout ce qui portait ton nom est effacé. Les e-mails qui attendaient ne partiront plus.',
        'Tout ce qui portait votre nom est effacé. Les e-mails qui attendaient ne partiront plus.',
      ),
      offlineTitle: 'Effacé de cet appareil',
      offlineLine:
        'La connexion manque, et le serveur ne le sait pas encore. Dès qu’elle revient, nous y fermons aussi la session.',
      again: 'Se reconnecter',
    },

    settings: {
      title: a('À toi de décider', 'À vous de décider'),
      intro: a(
        'Ce que nous savons de toi, ce que nous pouvons te dire, et où ta session est ouverte.',
        'Ce que nous savons de vous, ce que nous pouvons vous dire, et où votre session est ouverte.',
      ),
      titleClosed: a('À toi de décider', 'À vous de décider'),
      introClosed: a(
        'La langue se choisit ici même. Ce qui porte ton nom s’ouvre avec un code reçu par e-mail.',
        'La langue se choisit ici même. Ce qui porte votre nom s’ouvre avec un code reçu par e-mail.',
      ),
      signInHint: a(
        'Profil, messages, appareils, et tes données à emporter ou à effacer : nous vérifions d’abord que c’est bien toi.',
        'Profil, messages, appareils, et vos données à emporter ou à effacer : nous vérifions d’abord que c’est bien vous.',
      ),
      language: 'Langue de cette page',
      done: {
        profile: a(
          'Enregistré. Cela reste comme tu l’as réglé, quoi que dise le fichier de la boutique.',
          'Enregistré. Cela reste comme vous l’avez réglé, quoi que dise le fichier de la boutique.',
        ),
        notices: 'Enregistré. Désormais, nous nous y tenons.',
        device: 'La session de ce navigateur est fermée.',
        devices: 'Les sessions de tous les autres navigateurs sont fermées.',
        passkey: a(
          'Ta clé d’accès est prête. La prochaine fois, un geste suffira.',
          'Votre clé d’accès est prête. La prochaine fois, un geste suffira.',
        ),
        passkey_gone: a(
          'La clé d’accès n’ouvre plus rien ici. Tu peux aussi la supprimer sur ton appareil.',
          'La clé d’accès n’ouvre plus rien ici. Vous pouvez aussi la supprimer sur votre appareil.',
        ),
      },
      faults: {
        birthday: a(
          'Ce jour n’existe pas dans le calendrier. Vérifie le jour et le mois.',
          'Ce jour n’existe pas dans le calendrier. Vérifiez le jour et le mois.',
        ),
        understood: a(
          'Coche la case pour confirmer que tu sais ce qui part.',
          'Cochez la case pour confirmer que vous savez ce qui part.',
        ),
        passkey: 'La clé d’accès n’a pas pu être créée. Rien n’a changé.',
      },

      profile: {
        title: a('Toi', 'Vous'),
        line: a(
          'Ce que tu règles ici vaut pour cette page et nos e-mails. La boutique tient son propre fichier.',
          'Ce que vous réglez ici vaut pour cette page et nos e-mails. La boutique tient son propre fichier.',
        ),
        name: 'Nom',
        email: 'Adresse e-mail',
        emailHint: a(
          'Elle est liée à tes commandes. Pour la changer, écris-nous.',
          'Elle est liée à vos commandes. Pour la changer, écrivez-nous.',
        ),
        phone: 'Téléphone',
        phoneHint: 'Avec l’indicatif du pays, comme +33 6 12 34 56 78.',
        birthday: 'Anniversaire',
        birthdayHint: 'Le jour et le mois suffisent ; l’année ne regarde personne.',
        day: 'Jour',
        month: 'Mois',
        language: 'Langue de nos e-mails',
        asOrdered: 'Comme à la commande',
        timeZone: 'Fuseau horaire',
        asShop: 'Celui de la boutique',
        asDevice: 'Comme sur cet appareil :',
        save: 'Enregistrer',
      },

      notices: {
        title: a('Ce que nous pouvons te dire', 'Ce que nous pouvons vous dire'),
        line: a(
          'Chaque case cochée nous ouvre un canal. Sans elle, nous n’écrivons pas ; nos réponses, elles, t’arrivent toujours.',
          'Chaque case cochée nous ouvre un canal. Sans elle, nous n’écrivons pas ; nos réponses, elles, vous arrivent toujours.',
        ),
        topic: 'Sujet',
        topics: {
          parcel: a('Tes colis', 'Vos colis'),
          points: 'Points',
          tier: a('Ton statut', 'Votre statut'),
          subscription: 'Abonnements',
          referral: 'Parrainage',
          promo: 'Offres',
        },
        topicHints: {
          parcel: 'En route, à la porte, en retard',
          points: 'Gagnés, utilisables, bientôt expirés',
          tier: 'Atteint, menacé, changé',
          subscription: 'Avant chaque livraison, après chaque changement',
          referral: 'Quand un proche a commandé',
          promo: 'De temps en temps, jamais tant que quelque chose ne va pas',
        },
        channels: { push: 'Push', email: 'E-mail', sms: 'SMS' },
        digest: 'À quel rythme',
        digests: {
          at_once: 'Tout de suite',
          daily: 'Regroupés, une fois par jour',
          weekly: 'Regroupés, une fois par semaine',
        },
        digestHint: 'Les colis et ce qui ne peut pas attendre arrivent toujours tout de suite.',
        quiet: 'Heures calmes',
        quietHint: a(
          'Dans ton fuseau horaire. Si c’est vide, celles de la boutique s’appliquent.',
          'Dans votre fuseau horaire. Si c’est vide, celles de la boutique s’appliquent.',
        ),
        from: 'De',
        to: 'À',
        save: 'Enregistrer',
      },

      devices: {
        title: a('Où ta session est ouverte', 'Où votre session est ouverte'),
        line: a(
          'L’un d’eux ne te dit rien ? Déconnecte-le. Nous ne gardons pas l’adresse des appareils et ne pouvons donc pas dire où ils se trouvent.',
          'L’un d’eux ne vous dit rien ? Déconnectez-le. Nous ne gardons pas l’adresse des appareils et ne pouvons donc pas dire où ils se trouvent.',
        ),
        this: 'Ce navigateur',
        unknown: 'Un navigateur',
        on: (p) => `${p.browser} sur ${p.system}`,
        seen: (when) => `Dernière utilisation : ${when}`,
        since: (when) => `Connexion : ${when}`,
        revoke: 'Déconnecter',
        revokeNamed: (device) => `Déconnecter : ${device}`,
        revokeOthers: 'Déconnecter tous les autres',
      },

      passkeys: {
        title: 'Clés d’accès',
        line: a(
          'Une empreinte, un visage ou le verrou de ton appareil au lieu de chiffres par e-mail. Les chiffres marchent toujours.',
          'Une empreinte, un visage ou le verrou de votre appareil au lieu de chiffres par e-mail. Les chiffres marchent toujours.',
        ),
        add: 'Créer une clé d’accès',
        remove: 'Supprimer',
        removeNamed: (name) => `Supprimer : ${name}`,
        used: (when) => `Dernière utilisation : ${when}`,
        made: (when) => `Création : ${when}`,
        none: 'Il n’y en a pas encore.',
        unsupported: 'Ce navigateur ne connaît pas les clés d’accès.',
      },

      data: {
        title: a('Tes données', 'Vos données'),
        exportLine: a(
          'Tout ce qui est gardé sur toi, dans un fichier que les machines lisent aussi.',
          'Tout ce qui est gardé sur vous, dans un fichier que les machines lisent aussi.',
        ),
        exportButton: 'Télécharger mes données',
        eraseLine: a(
          'Tout ce qui porte ton nom peut disparaître. Tu vois avant ce qui part et ce qui reste.',
          'Tout ce qui porte votre nom peut disparaître. Vous voyez avant ce qui part et ce qui reste.',
        ),
        eraseButton: 'Effacer mes données',
      },

      erase: {
        title: a('Devons-nous t’oublier ?', 'Devons-nous vous oublier ?'),
        intro: a(
          'Lis une fois ce qui part et ce qui reste. Il n’y a pas de retour en arrière, même pour nous.',
          'Lisez une fois ce qui part et ce qui reste. Il n’y a pas de retour en arrière, même pour nous.',
        ),
        goes: 'Ce qui part',
        goesList: [
          a(
            'Ton nom, ton adresse e-mail, ton téléphone, ton anniversaire et tes adresses',
            'Votre nom, votre adresse e-mail, votre téléphone, votre anniversaire et vos adresses',
          ),
          a('Tout ce que tu nous as écrit, et nos réponses', 'Tout ce que vous nous avez écrit, et nos réponses'),
          a(
            'Tous tes liens vers des colis : plus aucun ne s’ouvre',
            'Tous vos liens vers des colis : plus aucun ne s’ouvre',
          ),
          a(
            'Tes points, ton statut, tes récompenses et tes parrainages : ce qui n’est pas utilisé d’ici là est perdu',
            'Vos points, votre statut, vos récompenses et vos parrainages : ce qui n’est pas utilisé d’ici là est perdu',
          ),
          'Les appareils connectés, les clés d’accès, les notifications et les e-mails encore en attente',
        ],
        stays: 'Ce qui reste',
        staysList: [
          'Les numéros de commande, articles, montants et dates, parce que la comptabilité l’exige, sans rien qui dise à qui ils sont',
          a(
            'Ce que la boutique garde dans son propre fichier ; nous lui disons que tu l’as demandé',
            'Ce que la boutique garde dans son propre fichier ; nous lui disons que vous l’avez demandé',
          ),
        ],
        open: a(
          'Un colis en route arrive quand même. Tu ne pourras plus le suivre ici.',
          'Un colis en route arrive quand même. Vous ne pourrez plus le suivre ici.',
        ),
        understood: 'Je sais qu’il n’y a pas de retour en arrière.',
        button: 'Effacer mes données pour de bon',
        keep: 'Tout garder tel quel',
      },
    },
  };
}
