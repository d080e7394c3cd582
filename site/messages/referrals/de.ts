/** Freunde einladen und was dazu passt, auf Deutsch: mit „du“ und mit „Sie“. */
import type { When } from '../../lib/format.ts';
import { pluralIn } from '../plural.ts';
import type { GoesWithWords, ReferWords } from './en.ts';

const plural = pluralIn('de');
const am = (when: When): string => (when.kind === 'date' || when.kind === 'weekday' ? `am ${when.text}` : when.text);

export function referDe(a: (familiar: string, polite: string) => string): ReferWords {
  return {
    benefit: {
      percentage: (percent) => `${percent} Rabatt`,
      moneyOff: (amount) => `${amount} Rabatt`,
      points: (count) => plural(count, { one: 'ein Punkt', other: '# Punkte' }),
    },
    title: (p) => `${p.friend} zum Weitergeben, ${p.mine} für ${a('dich', 'Sie')}`,
    intro: (days) =>
      days === 0
        ? a(
            'Gib deinen Link weiter. Sobald die erste Bestellung angekommen ist, gehört dir deins.',
            'Geben Sie Ihren Link weiter. Sobald die erste Bestellung angekommen ist, gehört Ihnen Ihr Teil.',
          )
        : a(
            `Gib deinen Link weiter. ${tage(days)} nach Ankunft der ersten Bestellung gehört dir deins.`,
            `Geben Sie Ihren Link weiter. ${tage(days)} nach Ankunft der ersten Bestellung gehört Ihnen Ihr Teil.`,
          ),
    share: {
      title: a('Dein Link', 'Ihr Link'),
      copy: 'Link kopieren',
      copied: 'Kopiert',
      send: 'Teilen',
      mail: 'Per Mail',
      message: '{benefit} auf die erste Bestellung bei {brand}: {url}',
      mailSubject: a('Etwas für dich von {brand}', 'Etwas für Sie von {brand}'),
    },
    qr: { title: 'Oder zum Abscannen', alt: a('QR-Code mit deinem Link', 'QR-Code mit Ihrem Link') },
    terms: {
      title: 'Gut zu wissen',
      minimum: (amount) => `Es zählt ab einem Bestellwert von ${amount}.`,
      firstOrder: 'Es gilt für alle, die hier zum ersten Mal bestellen.',
      limit: (p) =>
        p.used === 0
          ? `Bis zu ${p.most} Einladungen im Monat. Was darüber hinausgeht, sehen wir uns erst an.`
          : `${p.used} von ${p.most} Einladungen in diesem Monat. Was darüber hinausgeht, sehen wir uns erst an.`,
      privacy: a(
        'Du siehst, wie weit es ist, aber nie, wer es ist und was bestellt wurde.',
        'Sie sehen, wie weit es ist, aber nie, wer es ist und was bestellt wurde.',
      ),
    },
    withheld: {
      title: a('Erst einmal du', 'Erst einmal Sie'),
      line: a(
        'Bei dir stimmt gerade etwas nicht. Das bringen wir in Ordnung, bevor wir dich um etwas bitten. Dein Link bleibt gültig.',
        'Bei Ihnen stimmt gerade etwas nicht. Das bringen wir in Ordnung, bevor wir Sie um etwas bitten. Ihr Link bleibt gültig.',
      ),
    },
    unavailable: a(
      'Dein Link lässt sich gerade nicht zeigen. Versuch es bitte gleich noch einmal.',
      'Ihr Link lässt sich gerade nicht zeigen. Versuchen Sie es bitte gleich noch einmal.',
    ),
    off: {
      title: 'Gerade gibt es nichts weiterzugeben',
      line: a(
        'Im Moment gibt es kein Einladungsprogramm. Sobald es eines gibt, steht dein Link hier.',
        'Im Moment gibt es kein Einladungsprogramm. Sobald es eines gibt, steht Ihr Link hier.',
      ),
    },
    friends: {
      title: a('Deine Einladungen', 'Ihre Einladungen'),
      none: a(
        'Noch hat niemand deine Einladung angenommen. Sobald es jemand tut, steht es hier.',
        'Noch hat niemand Ihre Einladung angenommen. Sobald es jemand tut, steht es hier.',
      ),
      invited: (count) =>
        plural(count, {
          one: 'Eine Einladung ist angenommen, aber noch nicht eingelöst.',
          other: '# Einladungen sind angenommen, aber noch nicht eingelöst.',
        }),
      since: (day) => `Bestellt ${day}`,
    },
    steps: {
      ordered: 'Bestellt',
      on_its_way: 'Unterwegs',
      arrived: 'Angekommen',
      rewarded: a('Gehört dir', 'Gehört Ihnen'),
      held: 'Wir sehen es uns an',
      refused: 'Zählt nicht',
      not_new: 'Zählt nicht',
      cancelled: 'Zurückgegeben',
    },
    lines: {
      ordered: 'Jemand hat bestellt. Es zählt, sobald das Paket da ist.',
      on_its_way: a(
        'Ein Paket auf deine Einladung hin ist unterwegs.',
        'Ein Paket auf Ihre Einladung hin ist unterwegs.',
      ),
      arrived: (p) => `Das Paket ist angekommen. ${p.benefit} für ${a('dich', 'Sie')} ${am(p.when)}.`,
      rewarded: (mine) => `${mine}: Danke fürs Weitersagen.`,
      held: a(
        'Bevor das zählt, schaut ein Mensch darauf. Du musst nichts tun.',
        'Bevor das zählt, schaut ein Mensch darauf. Sie müssen nichts tun.',
      ),
      refused: a(
        'Wir haben es uns angesehen, und es zählt nicht. Schreib uns, wenn dich das wundert.',
        'Wir haben es uns angesehen, und es zählt nicht. Schreiben Sie uns, wenn Sie das wundert.',
      ),
      not_new: a(
        'Über deinen Link hat jemand bestellt, der hier schon einmal bestellt hatte.',
        'Über Ihren Link hat jemand bestellt, der hier schon einmal bestellt hatte.',
      ),
      cancelled: 'Die Bestellung wurde storniert oder zurückgegeben. Dafür gibt es nichts.',
    },
    progress: (p) => `Schritt ${p.step} von ${p.of}`,
    invite: {
      title: (p) => `${p.friend} zum Weitergeben, ${p.mine} für ${a('dich', 'Sie')}`,
      line: a(
        'Schön, dass es dir gefällt. Falls du jemanden kennst, dem es auch gefiele:',
        'Schön, dass es Ihnen gefällt. Falls Sie jemanden kennen, dem es auch gefiele:',
      ),
      link: a('Zu deinem Link', 'Zu Ihrem Link'),
    },
    landing: {
      eyebrow: a('Jemand, der uns mag, lädt dich ein', 'Jemand, der uns mag, lädt Sie ein'),
      title: (benefit) => `${benefit} auf ${a('deine', 'Ihre')} erste Bestellung`,
      line: (brand) =>
        a(
          `Nimm die Einladung an, dann steht hier dein Code für ${brand}.`,
          `Nehmen Sie die Einladung an, dann steht hier Ihr Code für ${brand}.`,
        ),
      lineForPoints: (brand) =>
        a(
          `Nimm die Einladung an und bestell bei ${brand} mit deinem Code: Wenn alles angekommen ist, gehören sie dir.`,
          `Nehmen Sie die Einladung an und bestellen Sie bei ${brand} mit Ihrem Code: Wenn alles angekommen ist, gehören sie Ihnen.`,
        ),
      minimum: (amount) => `Ab einem Bestellwert von ${amount}.`,
      take: 'Einladung annehmen',
      memory: a(
        'Damit es zählt, merkt sich dieser Browser 30 Tage lang, dass du eingeladen wurdest. Wer du bist, erfährt niemand.',
        'Damit es zählt, merkt sich dieser Browser 30 Tage lang, dass Sie eingeladen wurden. Wer Sie sind, erfährt niemand.',
      ),
      codeTitle: a('Dein Code', 'Ihr Code'),
      codeLine: a(
        'Gib ihn an der Kasse ein, oder geh von hier aus weiter: Dann kennt der Shop ihn schon.',
        'Geben Sie ihn an der Kasse ein, oder gehen Sie von hier aus weiter: Dann kennt der Shop ihn schon.',
      ),
      codeAlone: a('Gib ihn an der Kasse ein.', 'Geben Sie ihn an der Kasse ein.'),
      copy: 'Code kopieren',
      copied: 'Kopiert',
      toShop: 'Zum Shop',
      unknownTitle: 'Diese Einladung führt nirgendwohin',
      unknownLine: a(
        'Vielleicht wurde der Link abgeschnitten, oder die Einladung ist vorbei. Lass sie dir noch einmal schicken.',
        'Vielleicht wurde der Link abgeschnitten, oder die Einladung ist vorbei. Lassen Sie sie sich noch einmal schicken.',
      ),
    },
  };
}

const tage = (days: number): string => plural(days, { one: 'Einen Tag', other: '# Tage' });

export const goesWithDe: GoesWithWords = {
  title: 'Passt dazu',
  because: (name) => `Oft zusammen gekauft mit ${name}`,
};
