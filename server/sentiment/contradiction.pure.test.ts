/** Words that were not among those that the rule was tuned on; per language what is raised and what is left alone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contradicts, tellsOfFailure } from './contradiction.ts';

interface Table {
  readonly raised: readonly string[];
  /** Failures that are negated, feared, somebody else's or mended, and plain praise. */
  readonly left: readonly string[];
}

const tables: Readonly<Record<string, Table>> = {
  de: {
    raised: [
      'Das Paket ist nie angekommen',
      'Vase zerbrochen',
      'Toller Laden. Leider war die Lieferung verspätet.',
      'Leider war die Lieferung verspaetet',
      'NICHT ERHALTEN',
      'Es fehlt ein Löffel',
      'Schön, funktioniert aber nicht',
      'Ich bin nicht zufrieden',
      'Kam nicht an',
      'defekt',
      'Alles gut, keine Frage. Nur der Deckel ist kaputt.',
    ],
    left: [
      'Nicht kaputt gegangen',
      'Nichts zerbrochen!',
      'Keine Probleme',
      'Kam früher als angekündigt',
      'Gar nicht zu spät',
      'Die Lieferung war verspätet, jetzt ist aber alles gut',
      'Kam noch am selben Tag an',
      'Paket war gestern noch auf dem Weg, heute da',
      'Ich war nicht da, die Nachbarin hat es angenommen',
      'Habe es noch nicht ausprobiert',
      'Problemlos',
      'Super 😍',
    ],
  },
  en: {
    raised: [
      'It never arrived',
      'Lovely shop, but the mug was broken',
      'I haven’t received it yet',
      "I haven't received it yet",
      'STILL WAITING for my parcel',
      'Wrong size',
      'One candle is missing.',
      'Does not work',
      'Very late, very disappointed',
      'I am not happy',
      'Where is my parcel?',
      'Great service 👎',
    ],
    left: [
      'Not broken at all',
      'Nothing was broken',
      'No problems whatsoever',
      'Arrived before time',
      'It was late but now all is fine',
      'Never disappointed',
      'Could not be happier',
      'It was broken, the replacement came straight away',
      'The driver dropped it off at the door',
      'I was not home, my neighbour took it',
      'Ordered late and it was here the next day',
      'Haven’t tried it yet',
      'Perfect',
    ],
  },
  pt: {
    raised: [
      'Não recebi o produto',
      'nao recebi o produto',
      'Ótimo, mas veio quebrado',
      'Ainda não chegou',
      'Faltou uma peça',
      'Atrasou muito',
      'Produto errado',
      'Não funciona',
      'Não gostei',
      'quero meu dinheiro de volta',
    ],
    left: [
      'Chegou antes do prazo',
      'Sem problemas',
      'Não tive nenhum problema',
      'Não veio quebrado',
      'Vale a pena',
      'Não tenho do que reclamar',
      'Tive um problema mas foi resolvido',
      'Ainda não testei',
      'Nunca atrasou',
      'Muuuuito bom',
    ],
  },
  ar: {
    raised: [
      'لم يصل الطلب',
      'لَمْ يَصِلِ الطَّلَب',
      'ما وصلني شي',
      'المنتج وصل مكسور',
      'المنتـــــج وصـــل مكســـور',
      'والكوب مكسور',
      'تأخر التوصيل كثيرا',
      'تاخر التوصيل',
      'لا يعمل',
      'الطلب ناقص',
      'الجهاز مش شغال',
    ],
    left: [
      'غير مكسور والحمد لله',
      'بدون مشاكل',
      'وصل قبل الموعد',
      'لم يتأخر',
      'ممتاز جدااااا',
      'كما في الوصف تماما مناسب جدا',
      'كان مكسورا لكن تم استبداله',
      'شكرا لكم',
    ],
  },
};

describe.each(Object.entries(tables))('a good score in %s', (_, { raised, left }) => {
  test.each(raised)('ok: is contradicted by “%s”', (comment) => {
    expect(contradicts(5, comment)).toBe(true);
    expect(contradicts(4, comment)).toBe(true);
  });

  test.each(left)('refuses to hear a failure in “%s”', (comment) => {
    expect(contradicts(5, comment)).toBe(false);
  });
});

describe('contradicts', () => {
  test('refuses to judge a score that is not good', () => {
    for (const score of [1, 2, 3] as const) expect(contradicts(score, 'It never arrived')).toBe(false);
  });

  test('refuses to hear anything in a comment without words', () => {
    for (const comment of ['', '   ', '👍', '5', '.', '!!!', '😍😍', 'ok', '谢谢', 'спасибо']) {
      expect(contradicts(5, comment)).toBe(false);
    }
  });

  test('ok: a face alone says it too', () => {
    for (const comment of ['😡', '👎👎', ':-(']) expect(contradicts(5, comment)).toBe(true);
  });

  test('ok: words that tell no language are read in the locale’s, and without one in each', () => {
    expect(contradicts(5, 'defekt')).toBe(true);
    expect(contradicts(5, 'defekt', 'de-AT')).toBe(true);
    expect(contradicts(5, 'quebrado', 'pt')).toBe(true);
    expect(contradicts(5, 'quebrado', 'en')).toBe(false);
    expect(contradicts(5, 'Das Paket ist nie angekommen', 'ar')).toBe(true);
  });

  test.each([
    'Aucun problème, tout est arrivé intact',
    'Qualité médiocre ? Non, top',
    'Très bien, colis arrivé en avance',
    'Rien de cassé, emballage soigné',
    'Problème de taille réglé, merci',
    'Sans défaut, je recommande',
    'Livré tard le soir, mais dans les délais',
    'Le colis n’est jamais arrivé',
  ])('refuses to hear anything in French: “%s”', (comment) => {
    for (const locale of ['fr', 'fr-CA', 'de', undefined]) expect(contradicts(5, comment, locale)).toBe(false);
  });

  test('ok: a sad face is one in French too', () => {
    expect(contradicts(5, '😡', 'fr')).toBe(true);
    expect(contradicts(5, 'Le colis est cassé 😡', 'fr')).toBe(true);
  });

  test('ok: marks of direction and joined accents change nothing', () => {
    expect(contradicts(5, '\u200fلم\u200f يصل الطلب')).toBe(true);
    expect(contradicts(5, 'Na\u0303o recebi o produto')).toBe(true);
  });

  test('ok: work grows with the length alone, and stops at the longest comment', () => {
    const bait = [
      'no ',
      'not a ',
      'nao nao ',
      'nicht zu ',
      'لا ما ',
      'but now ',
      'only ',
      'a.',
      '\u0301',
      '!',
      '👎',
      'problem ',
    ];
    for (const piece of bait) {
      const long = piece.repeat(Math.ceil(4_000 / piece.length)).slice(0, 4_000);
      const began = performance.now();
      tellsOfFailure(long);
      // A guard for a busy machine; it takes a few milliseconds.
      expect(performance.now() - began, piece).toBeLessThan(250);
    }
    expect(tellsOfFailure(`${'a '.repeat(2_000)} it never arrived`)).toBe(false);
    expect(tellsOfFailure(`${'a '.repeat(1_900)} it never arrived`)).toBe(true);
  });

  test('ok: any text at all is answered', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => typeof tellsOfFailure(text) === 'boolean'),
    );
  });
});
