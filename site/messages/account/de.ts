/** Die Räume des Kontos auf Deutsch, mit „du“ und mit „Sie“. */
import type { RoomsWords } from './en.ts';

export function roomsDe(a: (familiar: string, polite: string) => string): RoomsWords {
  return {
    nav: a('Dein Konto', 'Ihr Konto'),
    parcel: 'Paket',
    rewards: 'Prämien',
    subscriptions: 'Abos',
    refer: 'Einladen',
    settings: 'Einstellungen',
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
  };
}
