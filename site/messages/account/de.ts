/** The account’s rooms in German, written for German, with “du” and with “Sie”. */
import type { When } from '../../lib/format.ts';
import { pluralIn } from '../plural.ts';
import { countsIn } from './counts.ts';
import type { Amount, Arrival, LoyaltyWords, RoomsWords } from './en.ts';

type Choose = (familiar: string, polite: string) => string;

const plural = pluralIn('de');
const am = (when: When): string => (when.kind === 'weekday' || when.kind === 'date' ? `am ${when.text}` : when.text);
/** “Kommt Dienstag”, but “Kommt am 3. Dezember”. */
const bare = (when: When): string => (when.kind === 'date' ? `am ${when.text}` : when.text);
const bis = (when: When): string => (when.kind === 'date' ? `bis zum ${when.text}` : `bis ${when.text}`);

const arriving = ({ when, latest }: Arrival): string => (latest ? `spätestens ${bare(when)}` : bare(when));

export function roomsDe(a: Choose): RoomsWords {
  return {
    nav: a('Dein Konto', 'Ihr Konto'),
    parcel: 'Paket',
    rewards: 'Prämien',
    subscriptions: 'Abos',
    refer: 'Einladen',
    settings: 'Einstellungen',
    settingsLine: a('Sprache, Nachrichten, deine Geräte und Daten.', 'Sprache, Nachrichten, Ihre Geräte und Daten.'),
    back: (headline) => `Zurück zum Paket: ${headline}`,
    signIn: {
      line: a(
        'Das zeigt der Link. Alles Weitere ist nur für dich: Wir schicken dir einen Code per Mail.',
        'Das zeigt der Link. Alles Weitere ist nur für Sie: Wir schicken Ihnen einen Code per Mail.',
      ),
      button: 'Anmelden',
    },
    done: {
      saved: 'Gespeichert.',
      sent: 'Ist unterwegs.',
      undone: 'Zurückgenommen. Alles ist wie zuvor.',
      other: 'Erledigt.',
    },
    faults: {
      invalid: a(
        'Da passt etwas noch nicht. Sieh bitte noch einmal nach.',
        'Da passt etwas noch nicht. Sehen Sie bitte noch einmal nach.',
      ),
      conflict: 'Das hat sich inzwischen geändert. So steht es jetzt.',
      forbidden: a(
        'Das geht hier nicht. Schreib uns, dann finden wir einen Weg.',
        'Das geht hier nicht. Schreiben Sie uns, dann finden wir einen Weg.',
      ),
      not_found: 'Das gibt es nicht mehr. So steht es jetzt.',
      rate_limited: 'Das war viel in kurzer Zeit. Bitte in einer Minute noch einmal versuchen.',
      unavailable: 'Das kam nicht an, und nichts wurde geändert. Bitte gleich noch einmal versuchen.',
      other: 'Das hat nicht geklappt, und nichts wurde geändert. Bitte noch einmal versuchen.',
    },
    fields: {
      missing: a('Das füll bitte noch aus.', 'Das füllen Sie bitte noch aus.'),
      phone: 'An dieser Nummer stimmt etwas noch nicht. Mit Ländervorwahl gilt sie überall: +49 151 12345678.',
      quiet: 'Ruhezeiten brauchen Anfang und Ende. Beide leer heißt: wie der Shop.',
      country: a('Wähl bitte ein Land aus.', 'Wählen Sie bitte ein Land aus.'),
      postcode: (country) => `Postleitzahlen sehen dort anders aus (${country}).`,
    },
  };
}

const verb = ({ one }: Amount, single: string, many: string): string => (one ? single : many);
const become = (p: Amount): string => verb(p, 'wird', 'werden');

export function loyaltyDe(a: Choose): LoyaltyWords {
  const counts = countsIn(
    ({ counted, what }) =>
      `Für ${a('deine', 'Ihre')} Stufe zählen bisher ${counted}: ${what}. Einlösen zieht davon nichts ab, und was noch unterwegs ist, zählt, sobald es frei ist.`,
  );
  return {
    glance: {
      open: 'Zu den Prämien',
      ring: (p) => (p.tier === null ? p.points : `${p.points}, ${p.tier}`),
      none: (word) => `Noch keine ${word}`,
      noneLine: 'Sie kommen mit jeder Bestellung, sobald sie da ist und bleibt.',
      missing: (p) => `Noch ${p.missing} bis ${p.tier}.`,
      held: (tier) => a(`Du bist ${tier}.`, `Sie sind ${tier}.`),
      pending: (p) => `${p.text} ${verb(p, 'ist', 'sind')} unterwegs.`,
    },
    title: {
      worth: (p) => `${p.points}, ${p.money} wert`,
      plain: (points) => a(`Du hast ${points}`, `Sie haben ${points}`),
      none: (word) => `Gerade keine ${word}`,
      pending: (p) => `${p.text} ${verb(p, 'ist', 'sind')} unterwegs`,
      noProgramme: 'Hier gibt es noch nichts zu sammeln',
    },
    intro: {
      none: a(
        'Sie kommen von selbst mit deiner nächsten Bestellung. Unten steht, wofür sie gut sind.',
        'Sie kommen von selbst mit Ihrer nächsten Bestellung. Unten steht, wofür sie gut sind.',
      ),
      noProgramme: a(
        'Sobald es Punkte und Prämien gibt, findest du sie hier. Dein Paket ist, wo es war.',
        'Sobald es Punkte und Prämien gibt, finden Sie sie hier. Ihr Paket ist, wo es war.',
      ),
      owed: a(
        'Aus einer erstatteten Bestellung, und schon ausgegeben. Die nächsten gleichen das von selbst aus, du musst nichts tun.',
        'Aus einer erstatteten Bestellung, und schon ausgegeben. Die nächsten gleichen das von selbst aus, Sie müssen nichts tun.',
      ),
      owedTitle: (points) => `Noch auszugleichen: ${points}`,
    },
    expiry: {
      title: 'Was wann verfällt',
      goes: (p) => `${p.points.text} ${verb(p.points, 'verfällt', 'verfallen')} ${am(p.when)}`,
      today: (p) => `${p.text} ${verb(p, 'verfällt', 'verfallen')} heute Nacht`,
      pausedForHold: (p) => `${p.text} ${verb(p, 'wartet', 'warten')}, bis alles geklärt ist`,
      keptUntil: (p) =>
        `${p.points.text} ${verb(p.points, 'bleibt', 'bleiben')} bis ${p.until.kind === 'date' ? 'zum ' : ''}${p.until.text} sicher`,
      pausedForDelivery: (p) =>
        `${p.text} ${verb(p, 'verfällt', 'verfallen')} nicht, solange ${a('dein', 'Ihr')} Paket unterwegs ist`,
      pausedLine: (when) => `So lange verfällt nichts, und danach frühestens ${bare(when)}.`,
      daysLeft: (days) =>
        plural(days, { one: 'Noch einen Tag Zeit, sie zu nutzen.', other: 'Noch # Tage Zeit, sie zu nutzen.' }),
      lastDay: 'Heute ist der letzte Tag, sie zu nutzen.',
      none: (word) => `Von den ${word} verfällt so bald nichts`,
      chart: (word) => `Wie viele ${word} in welchem Monat verfallen`,
      month: (p) => `${p.month}: ${p.points}`,
      monthNone: (month) => `${month}: nichts`,
      later: 'Später',
    },
    forecast: {
      arrives: (p) => `Kommt ${arriving(p.arrives)}, ${bare(p.unlocks)} ${become(p.points)} ${p.points.text} frei`,
      sameDay: (p) => `Kommt ${arriving(p.arrives)} und macht ${p.points.text} frei`,
      arrivesFirst: (p) => `Kommt ${arriving(p.arrives)}, danach ${become(p.points)} ${p.points.text} frei`,
      unlocks: (p) => `${p.points.text} ${become(p.points)} ${am(p.unlocks)} frei`,
      open: (p) => `${p.points.text} ${become(p.points)} frei, wenn Bestellung ${p.number} da ist`,
      makes: (p) => a(`${p.sentence}. Damit bist du ${p.tier}.`, `${p.sentence}. Damit sind Sie ${p.tier}.`),
      plain: (sentence) => `${sentence}.`,
    },
    tier: {
      title: a('Deine Stufe', 'Ihre Stufe'),
      none: 'Noch auf keiner Stufe',
      missing: {
        points: (p) =>
          a(
            `Sammle noch ${p.missing}, dann bist du ${p.tier}.`,
            `Sammeln Sie noch ${p.missing}, dann sind Sie ${p.tier}.`,
          ),
        spend: (p) =>
          a(
            `Kaufe noch für ${p.missing} ein, dann bist du ${p.tier}.`,
            `Kaufen Sie noch für ${p.missing} ein, dann sind Sie ${p.tier}.`,
          ),
      },
      top: 'Höher geht es nicht.',
      forGood: 'Das bleibt so.',
      safeUntil: (date) => `Das bleibt mindestens bis zum ${date} so.`,
      atRisk: {
        points: (p) =>
          a(
            `Sammle noch ${p.missing} bis zum ${p.date}, dann bleibst du ${p.tier}.`,
            `Sammeln Sie noch ${p.missing} bis zum ${p.date}, dann bleiben Sie ${p.tier}.`,
          ),
        spend: (p) =>
          a(
            `Kaufe bis zum ${p.date} noch für ${p.missing} ein, dann bleibst du ${p.tier}.`,
            `Kaufen Sie bis zum ${p.date} noch für ${p.missing} ein, dann bleiben Sie ${p.tier}.`,
          ),
      },
      from: (mark) => `ab ${mark}`,
      fromStart: 'von Anfang an',
      here: a('Hier bist du', 'Hier sind Sie'),
      reached: 'Erreicht',
      noBenefits: 'Eine Stufe auf dem Weg.',
      counts: {
        points: counts({
          lifetime: a('alles, was du je gesammelt hast', 'alles, was Sie je gesammelt haben'),
          calendar_year: a(
            'was du in diesem Jahr gesammelt hast, seit dem #',
            'was Sie in diesem Jahr gesammelt haben, seit dem #',
          ),
          rolling_12_months: a(
            'was du in zwölf Monaten gesammelt hast, seit dem #',
            'was Sie in zwölf Monaten gesammelt haben, seit dem #',
          ),
        }),
        spend: counts({
          lifetime: a('alles, was du je gekauft und behalten hast', 'alles, was Sie je gekauft und behalten haben'),
          calendar_year: a(
            'was du in diesem Jahr gekauft und behalten hast, seit dem #',
            'was Sie in diesem Jahr gekauft und behalten haben, seit dem #',
          ),
          rolling_12_months: a(
            'was du in zwölf Monaten gekauft und behalten hast, seit dem #',
            'was Sie in zwölf Monaten gekauft und behalten haben, seit dem #',
          ),
        }),
      },
    },
    rewards: {
      now: 'Gibt es jetzt',
      nearly: 'Fast geschafft',
      later: 'Dafür lohnt es sich zu sammeln',
      none: 'Noch gibt es nichts einzulösen. Wir denken uns etwas Schönes aus.',
      missing: (missing) => `noch ${missing}`,
      tier: (tier) => `Ab ${tier}`,
      soldOut: 'Zurzeit alle vergeben',
      minimum: (money) => `Ab ${money} Bestellwert`,
      kinds: {
        money_off: 'Nachlass auf eine Bestellung',
        percentage: 'Nachlass auf eine Bestellung',
        free_product: 'Geschenk zu einer Bestellung',
        free_shipping: 'Versandkosten geschenkt',
      },
      redeem: 'Einlösen',
      redeemThis: (title) => `Einlösen: ${title}`,
      confirmTitle: (p) => `${p.title} für ${p.price}?`,
      confirmStays: (points) => a(`Danach hast du noch ${points}.`, `Danach haben Sie noch ${points}.`),
      confirmAll: 'Danach sind alle aufgebraucht.',
      confirmUse: a(
        'Was zuerst verfällt, wird zuerst genommen. Du bekommst einen Code für die nächste Bestellung.',
        'Was zuerst verfällt, wird zuerst genommen. Sie bekommen einen Code für die nächste Bestellung.',
      ),
      confirm: 'Ja, einlösen',
      progress: (p) => `${p.points} von ${p.price}`,
    },
    codes: {
      title: a('Deine Codes', 'Ihre Codes'),
      code: (title) => `Code: ${title}`,
      until: (when) => `Gilt ${bis(when)}`,
      copy: 'Kopieren',
      copied: 'Kopiert',
      held: a('Der Laden macht gerade deinen Code', 'Der Laden macht gerade Ihren Code'),
      heldLine: a(
        'Das dauert einen Augenblick, dann steht er hier. Klappt es nicht, bekommst du alles zurück.',
        'Das dauert einen Augenblick, dann steht er hier. Klappt es nicht, bekommen Sie alles zurück.',
      ),
      look: 'Noch einmal nachsehen',
      used: (number) => `Benutzt für Bestellung ${number}`,
      released: (points) => `Hat nicht geklappt; wieder gutgeschrieben: ${points}`,
      expired: 'Nicht rechtzeitig benutzt',
      earlier: 'Frühere',
    },
    early: {
      title: a('Früher für dich', 'Früher für Sie'),
      openNow: (tier) =>
        a(`Für dich schon offen, weil du ${tier} bist.`, `Für Sie schon offen, weil Sie ${tier} sind.`),
      opens: (p) =>
        a(
          `Für dich ${bare(p.when)} offen, weil du ${p.tier} bist.`,
          `Für Sie ${bare(p.when)} offen, weil Sie ${p.tier} sind.`,
        ),
      wouldOpen: (tier) => `Mit ${tier} schon jetzt.`,
      wouldOpenOn: (p) => `Mit ${p.tier} ${bare(p.when)}.`,
      everybody: (when) => `Alle anderen ${bare(when)}.`,
      everybodyToo: (when) => `Für alle ${bare(when)}.`,
      look: (name) => `${name} ansehen`,
    },
    earn: {
      title: 'So kommen welche dazu',
      kinds: {
        order: 'Mit jeder Bestellung',
        sign_up: 'Fürs Mitmachen',
        review: 'Für eine Bewertung',
        share: 'Fürs Weitersagen',
        birthday: 'Zum Geburtstag',
        referral: 'Für Freunde, die bestellen',
        goodwill: 'Von uns, mit Dank',
        import: 'Mitgebracht',
      },
      rate: (p) => `${p.points} je ${p.money}`,
      settled: (gain) => `${gain}, sobald er 30 Tage in ${a('deinen', 'Ihren')} Einstellungen steht`,
      multiplied: (p) => a(`${p.rate}, in deiner Stufe mal ${p.times}`, `${p.rate}, in Ihrer Stufe mal ${p.times}`),
      done: 'Geschafft',
    },
    lots: {
      title: 'Woher sie kommen',
      order: (number) => `Bestellung ${number}`,
      left: (p) => `${p.remaining} von ${p.points}`,
      states: {
        pending: 'Unterwegs',
        spendable: 'Zum Einlösen',
        spent: 'Ausgegeben',
        expired: 'Verfallen',
        taken_back: 'Zurückgenommen',
      },
      earned: (date) => `Gesammelt am ${date}.`,
      rate: (p) => `${p.points} je ${p.each} auf ${p.basis}`,
      times: (p) => `${p.sentence}, mal ${p.times}: Das macht ${p.sum}.`,
      sum: (p) => `${p.sentence}: Das macht ${p.sum}.`,
      fixed: (points) => `Fest: ${points}.`,
      waitsForDelivery: 'Sie warten auf das Paket, danach läuft die Rückgabefrist.',
      waitsForReturns: 'Die Rückgabefrist läuft noch.',
      waitsForNoParcel: 'Zu dieser Bestellung ist kein Paket angekündigt.',
      waitsForEnded: 'Das Paket dazu ist nicht angekommen; die Rückgabefrist läuft noch.',
      waitsAtMost: (when) => `Spätestens ${am(when)} frei, wenn nichts zurückgeht.`,
      waitsUntil: (when) => `Frei ${am(when)}, wenn nichts zurückgeht.`,
      unlocked: (date) => `Seit dem ${date} zum Einlösen.`,
      expires: (when) => `Gültig ${bis(when)}.`,
      expiresNever: 'Sie bleiben.',
      pausedFor: {
        hold: 'Sie verfallen nicht, solange noch etwas zu klären ist.',
        delivery: a(
          'Sie verfallen nicht, solange ein Paket zu dir unterwegs ist.',
          'Sie verfallen nicht, solange ein Paket zu Ihnen unterwegs ist.',
        ),
      },
      refund: (points) => `Geht die ganze Bestellung zurück, nimmt sie ${points} mit.`,
      settled: 'Frühere',
      none: 'Sobald welche da sind, steht hier, woher sie kommen und bis wann sie gelten.',
      spent: 'Alle ausgegeben.',
      gone: 'Was übrig war, ist am letzten Tag verfallen.',
      back: 'Sie gingen mit der Bestellung zurück.',
      signIn: a(
        'Jeder einzelne Posten, deine Codes und was bisher war: Das zeigen wir, wenn du dich mit einem Code per Mail anmeldest.',
        'Jeder einzelne Posten, Ihre Codes und was bisher war: Das zeigen wir, wenn Sie sich mit einem Code per Mail anmelden.',
      ),
    },
    history: {
      title: 'Was bisher war',
      none: 'Noch nichts.',
      kinds: {
        redeem: (reward) => (reward === null ? 'Eingelöst' : `Eingelöst: ${reward}`),
        release: (reward) => (reward === null ? 'Zurückbekommen' : `Zurückbekommen: ${reward}`),
        restore: 'Zurück aus einer erstatteten Bestellung',
        expire: 'Am letzten Tag verfallen',
        adjust: 'Von uns berichtigt',
        reverse: (number) => (number === null ? 'Erstattung' : `Erstattung von Bestellung ${number}`),
      },
      earlier: 'Frühere Monate',
    },
    done: {
      redeemed: a('Eingelöst. Dein Code steht hier unten.', 'Eingelöst. Ihr Code steht hier unten.'),
      held: a('Eingelöst. Der Laden macht gerade deinen Code.', 'Eingelöst. Der Laden macht gerade Ihren Code.'),
    },
    faults: {
      not_available: 'Diese Prämie gibt es so nicht mehr. Hier steht, wie es jetzt aussieht.',
    },
  };
}
