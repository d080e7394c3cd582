/** What is told of the account, in German: once with “du” and once with “Sie”. */
import type { When } from '../../lib/format.ts';
import { pluralIn } from '../plural.ts';
import type { NoticeMessages } from './en.ts';

const plural = pluralIn('de');
const am = (when: When | null): string =>
  when === null ? 'bald' : when.kind === 'weekday' || when.kind === 'date' ? `am ${when.text}` : when.text;
const bis = (when: When | null): string =>
  when === null ? 'vorerst' : when.kind === 'date' ? `bis zum ${when.text}` : `bis ${when.text}`;
const ab = (when: When): string => (when.kind === 'date' ? `ab dem ${when.text}` : `ab ${when.text}`);

export const germanNotices = (formal: boolean): NoticeMessages => {
  const a = (familiar: string, polite: string): string => (formal ? polite : familiar);
  return {
    points: (count) => plural(count, { one: '# Punkt', other: '# Punkte' }),
    told: {
      'points.earned': (p) => ({
        title: a(`${p.points} für dich`, `${p.points} für Sie`),
        line: p.now
          ? a('Du kannst sie gleich einlösen.', 'Sie können sie gleich einlösen.')
          : p.when === null
            ? 'Einlösbar sind sie, sobald das Paket da und die Rückgabefrist vorbei ist.'
            : `Einlösbar sind sie ${ab(p.when)}.`,
      }),
      'points.unlocked': (p) => ({
        title: `Ab jetzt einlösbar: ${p.points}`,
        line: a(
          'Die Rückgabefrist ist vorbei, damit gehören sie dir.',
          'Die Rückgabefrist ist vorbei, damit gehören sie Ihnen.',
        ),
      }),
      'points.expiring': (p) => ({
        title: `Noch gültig ${bis(p.when)}: ${p.points}`,
        line: a(
          'Danach verfallen sie. Schau doch nach, was du dafür bekommst.',
          'Danach verfallen sie. Sehen Sie gern nach, was Sie dafür bekommen.',
        ),
      }),
      'points.expired': (p) => ({
        title: `Verfallen: ${p.points}`,
        line: a(
          'Ihre Zeit war um. Auf deiner Seite steht, was du hast und wie lange es gilt.',
          'Die Frist ist abgelaufen. Auf Ihrer Seite steht, was Sie haben und wie lange es gilt.',
        ),
      }),
      'tier.raised': (p) => ({
        title:
          p.tier === null
            ? a('Du bist aufgestiegen', 'Sie sind aufgestiegen')
            : a(`Du bist jetzt ${p.tier}`, `Sie sind jetzt ${p.tier}`),
        line: a(
          'Schön, dass du bei uns bleibst. Was dir das bringt, steht auf deiner Seite.',
          'Schön, dass Sie bei uns bleiben. Was Ihnen das bringt, steht auf Ihrer Seite.',
        ),
      }),
      'tier.at_risk': (p) => ({
        title: p.tier === null ? `Es fehlen ${p.missing}` : `${p.tier} bleiben: Es fehlen ${p.missing}`,
        line: a(
          `Zeit hast du ${bis(p.when)}. Punkte, die du einlöst, zählen nicht dagegen.`,
          `Zeit haben Sie ${bis(p.when)}. Punkte, die Sie einlösen, zählen nicht dagegen.`,
        ),
      }),
      'tier.lowered': (p) => ({
        title:
          p.tier === null
            ? a('Deine Stufe hat sich geändert', 'Ihre Stufe hat sich geändert')
            : a(`Du bist ab jetzt ${p.tier}`, `Sie sind ab jetzt ${p.tier}`),
        line: a(
          'Deine Punkte bleiben, wie sie sind. Auf deiner Seite steht, wie es wieder hinaufgeht.',
          'Ihre Punkte bleiben, wie sie sind. Auf Ihrer Seite steht, wie es wieder hinaufgeht.',
        ),
      }),
      'subscription.renewal_ahead': (p) => ({
        title: `${p.thing ?? 'Nächste Lieferung'}: ${am(p.when)}`,
        line: p.troubled
          ? a(
              'Mit deiner letzten Lieferung stimmte etwas nicht. Solange wir uns darum kümmern, kannst du diese auslassen oder verschieben, mit einem Tipp.',
              'Mit Ihrer letzten Lieferung stimmte etwas nicht. Solange wir uns darum kümmern, können Sie diese auslassen oder verschieben, mit einem Tipp.',
            )
          : a(
              'Bis dahin kannst du noch auslassen, verschieben oder ändern, mit einem Tipp.',
              'Bis dahin können Sie noch auslassen, verschieben oder ändern, mit einem Tipp.',
            ),
      }),
      'subscription.change_rolled_back': (p) => ({
        title: `${p.thing ?? 'Abo'}: Die Änderung ging nicht durch`,
        line: a(
          'Der Shop konnte sie nicht übernehmen, alles ist wie zuvor. Auf deiner Seite steht, woran es lag und was du tun kannst.',
          'Der Shop konnte sie nicht übernehmen, alles ist wie zuvor. Auf Ihrer Seite steht, woran es lag und was Sie tun können.',
        ),
      }),
      'referral.ordered': () => ({
        title: a('Deine Empfehlung hat bestellt', 'Ihre Empfehlung hat bestellt'),
        line: a(
          'Deine Belohnung reist mit dem Paket. Danke, dass du von uns erzählst.',
          'Ihre Belohnung reist mit dem Paket. Danke, dass Sie von uns erzählen.',
        ),
      }),
      'referral.on_its_way': () => ({
        title: 'Das Paket der Empfehlung ist unterwegs',
        line: a(
          'Ist es da und die Rückgabefrist vorbei, bekommt ihr beide eure Belohnung.',
          'Ist es da und die Rückgabefrist vorbei, bekommen Sie beide eine Belohnung.',
        ),
      }),
      'referral.rewarded': () => ({
        title: a('Deine Belohnung ist da', 'Ihre Belohnung ist da'),
        line: a(
          'Das Paket ist angekommen und bleibt. Danke, von euch beiden haben wir gern gehört.',
          'Das Paket ist angekommen und bleibt. Vielen Dank für die Empfehlung.',
        ),
      }),
    },
    button: {
      points: 'Zu den Punkten',
      tier: 'Zur Stufe',
      subscription: 'Zum Abo',
      referral: 'Zu den Empfehlungen',
    },
    mail: {
      digestSubject: (p) => plural(p.count, { one: `Neues von ${p.brand}`, other: `# Neuigkeiten von ${p.brand}` }),
      digestHeadline: a('Neu für dich', 'Neu für Sie'),
      why: {
        points: (brand) =>
          a(
            `Diese Mail kommt, weil du bei ${brand} Punkte sammelst.`,
            `Diese Mail kommt, weil Sie bei ${brand} Punkte sammeln.`,
          ),
        tier: (brand) =>
          a(
            `Diese Mail kommt, weil du bei ${brand} eine Stufe hast.`,
            `Diese Mail kommt, weil Sie bei ${brand} eine Stufe haben.`,
          ),
        subscription: (brand) =>
          a(
            `Diese Mail kommt, weil du bei ${brand} ein Abo hast.`,
            `Diese Mail kommt, weil Sie bei ${brand} ein Abo haben.`,
          ),
        referral: (brand) =>
          a(
            `Diese Mail kommt, weil du ${brand} empfohlen hast.`,
            `Diese Mail kommt, weil Sie ${brand} empfohlen haben.`,
          ),
        promo: (brand) =>
          a(
            `Diese Mail kommt, weil du von ${brand} Angebote bekommen möchtest.`,
            `Diese Mail kommt, weil Sie von ${brand} Angebote bekommen möchten.`,
          ),
        account: (brand) =>
          a(`Diese Mail kommt, weil du bei ${brand} einkaufst.`, `Diese Mail kommt, weil Sie bei ${brand} einkaufen.`),
      },
      unsubscribe: {
        points: 'Keine Mails mehr zu Punkten',
        tier: 'Keine Mails mehr zur Stufe',
        subscription: 'Keine Mails mehr zu Abos',
        referral: 'Keine Mails mehr zu Empfehlungen',
        promo: 'Keine Angebote mehr per Mail',
        account: 'Keine Mails mehr zum Konto',
      },
    },
    cancelled: {
      title: (thing) =>
        thing === null
          ? a('Deine Kündigung ist bei uns', 'Ihre Kündigung ist bei uns')
          : a(`${thing}: Deine Kündigung ist bei uns`, `${thing}: Ihre Kündigung ist bei uns`),
      received: (at) => `Eingegangen: ${at}.`,
      ends: (date) =>
        `Das Abo endet am ${date}. Danach wird nichts mehr berechnet und nichts Neues verschickt; was schon bezahlt ist, kommt noch.`,
      back: a(
        'Fehlt es dir doch, kannst du es auf deiner Seite jederzeit wieder beginnen: dieselben Sachen, derselbe Rhythmus.',
        'Fehlt es Ihnen doch, können Sie es auf Ihrer Seite jederzeit wieder beginnen: dieselben Sachen, derselbe Rhythmus.',
      ),
      why: (brand) =>
        a(
          `Diese Mail kommt, weil du bei ${brand} ein Abo gekündigt hast.`,
          `Diese Mail kommt, weil Sie bei ${brand} ein Abo gekündigt haben.`,
        ),
    },
    unsubscribe: {
      title: {
        points: 'Keine Mails mehr zu Punkten?',
        tier: 'Keine Mails mehr zur Stufe?',
        subscription: 'Keine Mails mehr zu Abos?',
        referral: 'Keine Mails mehr zu Empfehlungen?',
        promo: 'Keine Angebote mehr per Mail?',
        account: 'Keine Mails mehr zum Konto?',
      },
      line: a(
        'Was deine Pakete angeht und was der Support antwortet, erfährst du weiterhin.',
        'Was Ihre Pakete angeht und was der Support antwortet, erfahren Sie weiterhin.',
      ),
      confirm: 'Ja, bitte keine mehr',
      doneTitle: 'Erledigt, diese Mails sind abbestellt',
      doneLine: a(
        'Auf deiner Seite kannst du es jederzeit wieder ändern.',
        'Auf Ihrer Seite können Sie es jederzeit wieder ändern.',
      ),
    },
    log: {
      title: a('Was wir dir geschrieben haben', 'Was wir Ihnen geschrieben haben'),
      intro: a(
        'Alle Nachrichten der letzten Monate: warum du sie bekommen hast, und was wir dir zuliebe zurückgehalten haben.',
        'Alle Nachrichten der letzten Monate: warum Sie sie bekommen haben, und was wir Ihnen zuliebe zurückgehalten haben.',
      ),
      empty: a(
        'Noch nichts. Sobald wir dir schreiben, steht es hier.',
        'Noch nichts. Sobald wir Ihnen schreiben, steht es hier.',
      ),
      back: 'Zu den Einstellungen',
      sent: {
        push: a('Auf dein Gerät geschickt', 'Auf Ihr Gerät geschickt'),
        email: 'Per Mail geschickt',
        sms: 'Als SMS geschickt',
      },
      waits: {
        quiet_hours: (until) =>
          a(`Wartet wegen deiner Ruhezeit bis ${until}`, `Wartet wegen Ihrer Ruhezeit bis ${until}`),
        digest: (until) => `Wartet bis ${until} und kommt dann mit anderem in einer Mail`,
        now: 'Wird gerade verschickt',
      },
      heldBack: {
        heard: a(
          'Nicht geschickt: Du hattest es schon auf deinem Gerät gehört',
          'Nicht geschickt: Sie hatten es schon auf Ihrem Gerät gehört',
        ),
        no_consent: a(
          'Nicht geschickt: Dazu möchtest du keine Nachrichten',
          'Nicht geschickt: Dazu möchten Sie keine Nachrichten',
        ),
        hold: 'Nicht geschickt: Bei uns war etwas schiefgegangen, das war nicht der Moment',
        no_channel: a(
          'Nicht geschickt: Wir hatten keinen Weg zu dir',
          'Nicht geschickt: Wir hatten keinen Weg zu Ihnen',
        ),
        outdated: 'Nicht geschickt: Es stimmte nicht mehr',
        replaced: 'Nicht geschickt: Etwas Neueres dazu kam dazwischen',
        stale: 'Nicht geschickt: Bis dahin war es nicht mehr neu',
        undelivered: 'War nicht zuzustellen',
        quiet_hours: a(
          'Nicht geschickt: Nach deiner Ruhezeit wäre es zu spät gewesen',
          'Nicht geschickt: Nach Ihrer Ruhezeit wäre es zu spät gewesen',
        ),
      },
      why: {
        parcel: a('Weil du bestellt hast', 'Weil Sie bestellt haben'),
        points: a('Weil du Punkte sammelst', 'Weil Sie Punkte sammeln'),
        tier: a('Weil du eine Stufe bei uns hast', 'Weil Sie eine Stufe bei uns haben'),
        subscription: a('Weil du ein Abo hast', 'Weil Sie ein Abo haben'),
        referral: a('Weil du uns empfohlen hast', 'Weil Sie uns empfohlen haben'),
        promo: a('Weil du Angebote bekommen möchtest', 'Weil Sie Angebote bekommen möchten'),
      },
      others: {
        'parcel.moving': a('Wo dein Paket ist', 'Wo Ihr Paket ist'),
        'parcel.trouble': a(
          'Neues von deinem Paket, das wir lieber nicht gehabt hätten',
          'Neues von Ihrem Paket, das wir lieber nicht gehabt hätten',
        ),
        'parcel.ask': 'Wie die Lieferung war',
      },
    },
  };
};
