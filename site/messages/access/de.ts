/** Anmelden, Einstellungen und die eigenen Daten auf Deutsch, mit „du“ und mit „Sie“. */
import type { AccessWords } from './en.ts';

export function accessDe(a: (familiar: string, polite: string) => string): AccessWords {
  return {
    signIn: {
      title: a('Bist du es?', 'Sind Sie es?'),
      line: a(
        'Der Link zeigt, wie es um das Paket steht. Für alles Weitere schicken wir sechs Ziffern an die Mailadresse deiner Bestellung.',
        'Der Link zeigt, wie es um das Paket steht. Für alles Weitere schicken wir sechs Ziffern an die Mailadresse Ihrer Bestellung.',
      ),
      send: 'Ziffern schicken',
      noAddress: a(
        'Zu dieser Bestellung kennen wir keine Mailadresse und können keinen Code schicken. Schreib uns, dann finden wir einen Weg.',
        'Zu dieser Bestellung kennen wir keine Mailadresse und können keinen Code schicken. Schreiben Sie uns, dann finden wir einen Weg.',
      ),
      codeTitle: a('Sieh in deine Mails', 'Sehen Sie in Ihre Mails'),
      codeLine: a(
        'Sechs Ziffern sind an die Mailadresse deiner Bestellung unterwegs. Sie gelten zehn Minuten, in diesem Browser.',
        'Sechs Ziffern sind an die Mailadresse Ihrer Bestellung unterwegs. Sie gelten zehn Minuten, in diesem Browser.',
      ),
      codeLineMaybe:
        'Wenn mit {email} hier bestellt wurde, sind sechs Ziffern dorthin unterwegs. Sie gelten zehn Minuten, in diesem Browser.',
      codeLabel: 'Die sechs Ziffern',
      codeHint: a(
        'Nach ein paar Minuten noch nichts da? Sieh auch im Spam-Ordner nach.',
        'Nach ein paar Minuten noch nichts da? Sehen Sie auch im Spam-Ordner nach.',
      ),
      open: 'Anmelden',
      again: 'Neue Ziffern schicken',
      back: 'Zurück zum Paket',
      emailTitle: a('Schön, dass du wieder da bist', 'Schön, dass Sie wieder da sind'),
      emailLine: a(
        'Mit der Adresse, mit der du bestellt hast. Dorthin schicken wir sechs Ziffern; ein Passwort gibt es nicht.',
        'Mit der Adresse, mit der Sie bestellt haben. Dorthin schicken wir sechs Ziffern; ein Passwort gibt es nicht.',
      ),
      emailLabel: 'E-Mail-Adresse',
      otherEmail: 'Andere Adresse',
      lostLink: 'Keine Bestellung unter dieser Adresse? Mit der Bestellnummer suchen',
      passkey: 'Mit Passkey anmelden',
      passkeyFault: 'Das hat nicht geklappt. Mit den Ziffern per Mail geht es immer.',
      faults: {
        wrong: a(
          'Diese Ziffern passen nicht. Sieh noch einmal nach oder lass dir neue schicken.',
          'Diese Ziffern passen nicht. Sehen Sie noch einmal nach oder lassen Sie sich neue schicken.',
        ),
        expired: a(
          'Diese Ziffern gelten nicht mehr: Sie sind älter als zehn Minuten, oder es wurden neuere angefordert. Nimm die aus der neuesten Mail.',
          'Diese Ziffern gelten nicht mehr: Sie sind älter als zehn Minuten, oder es wurden neuere angefordert. Nehmen Sie die aus der neuesten Mail.',
        ),
        worn_out: a(
          'Zehnmal vertippt, damit gelten diese Ziffern nicht mehr. Lass dir neue schicken, und alles ist gut.',
          'Zehnmal vertippt, damit gelten diese Ziffern nicht mehr. Lassen Sie sich neue schicken, und alles ist gut.',
        ),
        used: a(
          'Diese Ziffern wurden schon benutzt und gelten nur einmal. Lass dir neue schicken.',
          'Diese Ziffern wurden schon benutzt und gelten nur einmal. Lassen Sie sich neue schicken.',
        ),
        elsewhere: a(
          'Ziffern gelten in dem Browser, der sie angefordert hat, und zehn Minuten lang. Lass dir neue schicken, um hier weiterzumachen.',
          'Ziffern gelten in dem Browser, der sie angefordert hat, und zehn Minuten lang. Lassen Sie sich neue schicken, um hier weiterzumachen.',
        ),
        often: a(
          'Das wurde sehr oft angefordert. Zu deiner Sicherheit warten wir etwas; versuch es in einer Stunde noch einmal.',
          'Das wurde sehr oft angefordert. Zu Ihrer Sicherheit warten wir etwas; versuchen Sie es in einer Stunde noch einmal.',
        ),
        address: 'Das sieht nicht nach einer Mailadresse aus. Bitte noch einmal prüfen.',
        unavailable: 'Das kam nicht an. Bitte gleich noch einmal versuchen.',
      },
    },

    mail: {
      why: (brand) =>
        a(
          `Du bekommst diese Mail, weil jemand einen Code zu deinen Bestellungen bei ${brand} angefordert hat.`,
          `Sie bekommen diese Mail, weil jemand einen Code zu Ihren Bestellungen bei ${brand} angefordert hat.`,
        ),
      notYou: a(
        'Wenn du es nicht warst, musst du nichts tun: Ohne diese Ziffern sieht niemand mehr, als dein Link zeigt.',
        'Wenn Sie es nicht waren, müssen Sie nichts tun: Ohne diese Ziffern sieht niemand mehr, als Ihr Link zeigt.',
      ),
    },

    signOut: {
      button: 'Auf diesem Gerät abmelden',
      hint: 'Entfernt auch, was dieser Browser für Zeiten ohne Verbindung aufgehoben hat, und seine Mitteilungen.',
      doneTitle: a('Du bist abgemeldet', 'Sie sind abgemeldet'),
      doneLine: a(
        'In diesem Browser ist nichts mehr von dir. Dein Link öffnet das Paket, wann immer du magst.',
        'In diesem Browser ist nichts mehr von Ihnen. Ihr Link öffnet das Paket, wann immer Sie mögen.',
      ),
      erasedTitle: a('Wir haben dich vergessen', 'Wir haben Sie vergessen'),
      erasedLine: a(
        'Alles, was deinen Namen trug, ist gelöscht. Mails, die noch warteten, gehen nicht mehr hinaus.',
        'Alles, was Ihren Namen trug, ist gelöscht. Mails, die noch warteten, gehen nicht mehr hinaus.',
      ),
      offlineTitle: 'Auf diesem Gerät ist alles weg',
      offlineLine: a(
        'Du bist offline, der Server weiß es noch nicht. Sobald dieser Browser wieder online ist, endet die Anmeldung auch dort.',
        'Sie sind offline, der Server weiß es noch nicht. Sobald dieser Browser wieder online ist, endet die Anmeldung auch dort.',
      ),
      again: 'Wieder anmelden',
    },

    settings: {
      title: a('Das bestimmst du', 'Das bestimmen Sie'),
      intro: a(
        'Was wir von dir wissen, was wir dir sagen dürfen und wo du angemeldet bist.',
        'Was wir von Ihnen wissen, was wir Ihnen sagen dürfen und wo Sie angemeldet sind.',
      ),
      titleClosed: a('Das bestimmst du', 'Das bestimmen Sie'),
      introClosed: a(
        'Die Sprache kannst du gleich hier wählen. Was dich beim Namen nennt, öffnet ein Code per Mail.',
        'Die Sprache können Sie gleich hier wählen. Was Sie beim Namen nennt, öffnet ein Code per Mail.',
      ),
      signInHint: a(
        'Profil, Mitteilungen, Geräte und deine Daten zum Mitnehmen oder Löschen: Dafür sehen wir nach, ob du es bist.',
        'Profil, Mitteilungen, Geräte und Ihre Daten zum Mitnehmen oder Löschen: Dafür sehen wir nach, ob Sie es sind.',
      ),
      language: 'Sprache dieser Seite',
      done: {
        profile: a(
          'Gespeichert. Es bleibt, wie du es eingestellt hast, was auch immer der Shop notiert hat.',
          'Gespeichert. Es bleibt, wie Sie es eingestellt haben, was auch immer der Shop notiert hat.',
        ),
        notices: 'Gespeichert. Ab jetzt halten wir uns daran.',
        device: 'Dieser Browser ist abgemeldet.',
        devices: 'Alle anderen Browser sind abgemeldet.',
        passkey: a(
          'Dein Passkey ist fertig. Beim nächsten Mal genügt ein Fingertipp.',
          'Ihr Passkey ist fertig. Beim nächsten Mal genügt ein Fingertipp.',
        ),
        passkey_gone: a(
          'Der Passkey öffnet hier nichts mehr. Du kannst ihn auch auf deinem Gerät löschen.',
          'Der Passkey öffnet hier nichts mehr. Sie können ihn auch auf Ihrem Gerät löschen.',
        ),
      },
      faults: {
        birthday: 'Diesen Tag gibt es im Kalender nicht. Bitte Tag und Monat prüfen.',
        understood: a(
          'Bitte setz das Häkchen, damit wir sicher sind, dass du es weißt.',
          'Bitte setzen Sie das Häkchen, damit wir sicher sind, dass Sie es wissen.',
        ),
        passkey: 'Der Passkey konnte nicht angelegt werden. Geändert wurde nichts.',
      },

      profile: {
        title: a('Du', 'Sie'),
        line: a(
          'Was du hier einstellst, gilt für diese Seite und unsere Mails. Der Shop führt seine eigenen Bücher.',
          'Was Sie hier einstellen, gilt für diese Seite und unsere Mails. Der Shop führt seine eigenen Bücher.',
        ),
        name: 'Name',
        email: 'E-Mail-Adresse',
        emailHint: a(
          'Sie gehört zu deinen Bestellungen. Schreib uns, wenn sie sich ändert.',
          'Sie gehört zu Ihren Bestellungen. Schreiben Sie uns, wenn sie sich ändert.',
        ),
        phone: 'Telefon',
        phoneHint: 'Mit Landesvorwahl, wie +49 151 23456789.',
        birthday: 'Geburtstag',
        birthdayHint: 'Tag und Monat genügen; das Jahr muss niemand wissen.',
        day: 'Tag',
        month: 'Monat',
        language: 'Sprache unserer Mails',
        asOrdered: 'Wie bei der Bestellung',
        timeZone: 'Zeitzone',
        asShop: 'Wie der Shop',
        asDevice: 'Wie auf diesem Gerät:',
        save: 'Speichern',
      },

      notices: {
        title: a('Was wir dir sagen dürfen', 'Was wir Ihnen sagen dürfen'),
        line: a(
          'Ein Häkchen, ein Weg. Wo keines steht, sagen wir nichts; Antworten an dich kommen immer.',
          'Ein Häkchen, ein Weg. Wo keines steht, sagen wir nichts; Antworten an Sie kommen immer.',
        ),
        topic: 'Worüber',
        topics: {
          parcel: a('Deine Pakete', 'Ihre Pakete'),
          points: 'Punkte',
          tier: a('Deine Stufe', 'Ihre Stufe'),
          subscription: 'Abos',
          referral: 'Einladungen',
          promo: 'Angebote',
        },
        topicHints: {
          parcel: 'Unterwegs, an der Tür, verspätet',
          points: 'Gesammelt, einlösbar, bald verfallen',
          tier: 'Erreicht, in Gefahr, geändert',
          subscription: 'Vor jeder Lieferung, nach jeder Änderung',
          referral: 'Wenn eine Einladung zur Bestellung wurde',
          promo: 'Hin und wieder, nie solange etwas nicht stimmt',
        },
        channels: { push: 'Push', email: 'Mail', sms: 'SMS' },
        digest: 'Wie oft',
        digests: { at_once: 'Sofort', daily: 'Gesammelt, einmal am Tag', weekly: 'Gesammelt, einmal die Woche' },
        digestHint: 'Pakete und was nicht warten kann kommen immer sofort.',
        quiet: 'Ruhezeit',
        quietHint: a(
          'In deiner Zeitzone. Leer gelassen, gilt die des Shops.',
          'In Ihrer Zeitzone. Leer gelassen, gilt die des Shops.',
        ),
        from: 'Von',
        to: 'Bis',
        save: 'Speichern',
      },

      devices: {
        title: a('Wo du angemeldet bist', 'Wo Sie angemeldet sind'),
        line: a(
          'Eines davon kennst du nicht? Melde es ab. Adressen von Geräten merken wir uns nicht, deshalb können wir nicht sagen, wo sie stehen.',
          'Eines davon kennen Sie nicht? Melden Sie es ab. Adressen von Geräten merken wir uns nicht, deshalb können wir nicht sagen, wo sie stehen.',
        ),
        this: 'Dieser Browser',
        unknown: 'Ein Browser',
        on: (p) => `${p.browser} auf ${p.system}`,
        seen: (when) => `Zuletzt benutzt ${when}`,
        since: (when) => `Angemeldet ${when}`,
        revoke: 'Abmelden',
        revokeNamed: (device) => `Abmelden: ${device}`,
        revokeOthers: 'Alle anderen abmelden',
      },

      passkeys: {
        title: 'Passkeys',
        line: a(
          'Fingerabdruck, Gesicht oder die Sperre deines Geräts statt Ziffern per Mail. Die Ziffern gehen weiterhin.',
          'Fingerabdruck, Gesicht oder die Sperre Ihres Geräts statt Ziffern per Mail. Die Ziffern gehen weiterhin.',
        ),
        add: 'Passkey anlegen',
        remove: 'Entfernen',
        removeNamed: (name) => `Entfernen: ${name}`,
        used: (when) => `Zuletzt benutzt ${when}`,
        made: (when) => `Angelegt ${when}`,
        none: 'Noch gibt es keinen.',
        unsupported: 'Dieser Browser kennt keine Passkeys.',
      },

      data: {
        title: a('Deine Daten', 'Ihre Daten'),
        exportLine: a(
          'Alles, was über dich aufgehoben ist, in einer Datei, die auch Maschinen lesen.',
          'Alles, was über Sie aufgehoben ist, in einer Datei, die auch Maschinen lesen.',
        ),
        exportButton: 'Meine Daten herunterladen',
        eraseLine: a(
          'Alles, was dich beim Namen nennt, kann gehen. Vorher siehst du, was geht und was bleibt.',
          'Alles, was Sie beim Namen nennt, kann gehen. Vorher sehen Sie, was geht und was bleibt.',
        ),
        eraseButton: 'Meine Daten löschen',
      },

      erase: {
        title: a('Sollen wir dich vergessen?', 'Sollen wir Sie vergessen?'),
        intro: a(
          'Lies einmal, was geht und was bleibt. Es lässt sich nicht zurücknehmen, auch von uns nicht.',
          'Lesen Sie einmal, was geht und was bleibt. Es lässt sich nicht zurücknehmen, auch von uns nicht.',
        ),
        goes: 'Was geht',
        goesList: [
          a(
            'Dein Name, Mailadresse, Telefonnummer, Geburtstag und Anschriften',
            'Ihr Name, Mailadresse, Telefonnummer, Geburtstag und Anschriften',
          ),
          a(
            'Alles, was du uns geschrieben hast, und unsere Antworten',
            'Alles, was Sie uns geschrieben haben, und unsere Antworten',
          ),
          a(
            'Alle deine Links zu Paketen: Keiner öffnet mehr etwas',
            'Alle Ihre Links zu Paketen: Keiner öffnet mehr etwas',
          ),
          a(
            'Deine Punkte, Stufe, Prämien und Einladungen: Was bis dahin nicht eingelöst ist, ist weg',
            'Ihre Punkte, Stufe, Prämien und Einladungen: Was bis dahin nicht eingelöst ist, ist weg',
          ),
          'Angemeldete Geräte, Passkeys, Mitteilungen und Mails, die noch warten',
        ],
        stays: 'Was bleibt',
        staysList: [
          'Bestellnummern, Artikel, Beträge und Tage, wie Bücher geführt werden müssen, ohne etwas, das sagt, wessen sie sind',
          a(
            'Was der Shop in seinen eigenen Büchern führt; wir sagen ihm, dass du darum gebeten hast',
            'Was der Shop in seinen eigenen Büchern führt; wir sagen ihm, dass Sie darum gebeten haben',
          ),
        ],
        open: a(
          'Ein Paket, das unterwegs ist, kommt trotzdem. Verfolgen kannst du es hier nicht mehr.',
          'Ein Paket, das unterwegs ist, kommt trotzdem. Verfolgen können Sie es hier nicht mehr.',
        ),
        understood: 'Ich weiß, dass sich das nicht zurücknehmen lässt.',
        button: 'Meine Daten endgültig löschen',
        keep: 'Alles lassen, wie es ist',
      },
    },
  };
}
