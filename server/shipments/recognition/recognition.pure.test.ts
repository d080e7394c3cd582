/** Against the numbers that come with the table, and against all of ../shared where that is at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormat, formats, type StatedFormat, statedCouriers } from './formats.ts';
import { recognise, recogniseSurely, trackingLink } from './index.ts';

const couriersOf = (number: string): string[] => recognise(number).map(({ courier }) => courier);

const stated = statedCouriers.flatMap(({ courier, formats: of }) => of.map((format) => ({ courier, ...format })));

/** Purolator's data has one number that is valid in one of its formats and none of the other. */
const isValidElsewhere = (courier: string, number: string): boolean =>
  stated.some((format) => format.courier === courier && format.valid.includes(number));

describe('recognise', () => {
  test.each(stated)('ok: $courier gives out every valid number of $name, and none of the invalid', (format) => {
    for (const number of format.valid) expect(couriersOf(number), number).toContain(format.courier);
    const { read } = compileFormat({ courier: format.courier, name: format.name }, format);
    for (const number of format.invalid) {
      expect(read(number.replace(/\s/g, '')), number).toBeNull();
      if (!isValidElsewhere(format.courier, number)) expect(couriersOf(number), number).not.toContain(format.courier);
    }
  });

  const shared = new URL('../../../../shared/data/tracking_numbers/', import.meta.url);
  test.skipIf(!existsSync(shared))('ok: all 192 valid and 88 invalid numbers of the public data', () => {
    const wrong: string[] = [];
    const counted = { valid: 0, invalid: 0 };
    for (const file of readdirSync(shared).filter((name) => name.endsWith('.json'))) {
      const courier = JSON.parse(readFileSync(new URL(file, shared), 'utf8'));
      for (const { test_numbers: numbers } of courier.tracking_numbers) {
        for (const kind of ['valid', 'invalid'] as const) {
          for (const number of numbers[kind] ?? []) {
            counted[kind] += 1;
            const expected = kind === 'valid' || isValidElsewhere(courier.courier_code, number);
            if (couriersOf(number).includes(courier.courier_code) !== expected) wrong.push(number);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(counted).toEqual({ valid: 192, invalid: 88 });
  });

  test('ok: answers candidates, the most certain first', () => {
    expect(recognise('1Z5R89390357567127')).toEqual([
      {
        courier: 'ups',
        name: 'UPS',
        service: 'UPS United States Ground',
        url: 'https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=1Z5R89390357567127',
        confidence: expect.any(Number),
      },
    ]);
    expect(recognise('RB123456785GB')[0]).toMatchObject({ courier: 's10', name: 'Royal Mail Group plc', url: null });
    const shared22 = recognise('0307 1790 0005 2348 3741');
    expect(shared22.map(({ confidence }) => confidence)).toEqual(
      shared22.map(({ confidence }) => confidence).toSorted((a, b) => b - a),
    );
  });

  test('ok: reads a number as people write it', () => {
    const upright = recognise('1Z5R89390357567127');
    for (const written of [
      '1z5r89390357567127',
      ' 1Z 5R8 939 03 5756 712 7\n',
      '1Z-5R8939-03-5756712-7',
      '\u200f1Z5R89390357567127\u200e',
      '1Z5R8939\u00ad0357567127',
      '1Z5R8939\u00a00357567127',
    ]) {
      expect(recognise(written), JSON.stringify(written)).toEqual(upright);
    }
  });

  test('ok: is sure only of a number that few others resemble', () => {
    expect(recogniseSurely('1Z5R89390357567127')).toMatchObject({ courier: 'ups' });
    expect(recogniseSurely('00340434161094042557')).toMatchObject({ courier: 'dhl' });
    // Every tenth number of twelve digits passes FedEx's check digit: it may well be GLS's.
    expect(recognise('986578788855')[0]).toMatchObject({ courier: 'fedex' });
    expect(recogniseSurely('986578788855')).toBeNull();
    expect(recogniseSurely('nothing')).toBeNull();
  });

  test('ok: what a format says of chance is what random numbers do', () => {
    const sign = fc.sample(fc.integer({ min: 0, max: 9999 }), { numRuns: 40_000, seed: 1 });
    for (const courier of statedCouriers) {
      for (const format of courier.formats) {
        const measured = Math.max(...shapesOf(format).map((shape) => shareOf(courier, format, shape, sign)));
        expect(measured, `${courier.name} ${format.name}`).toBeLessThan(format.chance * 1.5 + 0.01);
        expect(measured, `${courier.name} ${format.name}`).toBeGreaterThan(format.chance / 1.5 - 0.02);
      }
    }
  });
});

const shapesOf = ({ valid }: StatedFormat): string[] => [
  ...new Set(valid.map((number) => number.replace(/\s/g, '').replace(/[0-9]/g, '9').replace(/[A-Z]/g, 'A'))),
];

const shareOf = (
  courier: (typeof statedCouriers)[number],
  format: StatedFormat,
  shape: string,
  random: readonly number[],
): number => {
  const { read } = compileFormat(courier, format);
  const tries = 1_000;
  let at = 0;
  let fits = 0;
  for (let run = 0; run < tries; run += 1) {
    const number = shape.replace(/[9A]/g, (kind) => {
      at += 1;
      const drawn = random[at % random.length] ?? 0;
      return kind === '9' ? String(drawn % 10) : String.fromCharCode(65 + (drawn % 26));
    });
    if (read(number)) fits += 1;
  }
  return fits / tries;
};

describe('trackingLink', () => {
  test('ok: builds the named carrier’s page, whatever its name is written like', () => {
    const ups = 'https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=1Z5R89390357567127';
    for (const name of ['UPS', 'ups', 'UPS Ground', 'U.P.S.']) {
      expect(trackingLink(name, '1Z 5R8 939 03 5756 712 7')).toBe(ups);
    }
    expect(trackingLink('DHL Paket', '00340434161094042557')).toMatch(
      /^https:\/\/www\.dhl\.de\/.*=00340434161094042557$/,
    );
    expect(trackingLink('FedEx', '986578788855')).toBe(
      'https://www.fedex.com/apps/fedextrack/?tracknumbers=986578788855',
    );
    expect(trackingLink('United States Postal Service', '0307 1790 0005 2348 3741')).toMatch(/^https:\/\/tools\.usps/);
  });

  test('ok: every address is https, and has one place for the number', () => {
    for (const { url } of stated) if (url !== null) expect(url).toMatch(/^https:\/\/[^%]+%s[^%]*$/);
    expect(formats.filter(({ url }) => url !== null).length).toBeGreaterThan(25);
  });

  test('refuses to link to a carrier whose number it is not', () => {
    expect(trackingLink('FedEx', '1Z5R89390357567127')).toBeNull();
    expect(trackingLink('', '1Z5R89390357567127')).toBeNull();
    expect(trackingLink('SMSA', '1Z5R89390357567127')).toBeNull();
  });
});

describe('S40 hostile numbers', () => {
  const digits = '1'.repeat(1_000_000);
  const corpus: readonly (readonly [what: string, number: string])[] = [
    ['a megabyte of digits', digits],
    ['a megabyte of spaces', ' '.repeat(1_000_000)],
    ['digits with spaces between', '1 '.repeat(500_000)],
    ['marks alone', '\u200f'.repeat(1_000_000)],
    ['as many marks as are looked at', '\u200f'.repeat(99)],
    ['a number under a heap of marks', `${'\u202e'.repeat(1_000)}1Z5R89390357567127`],
    ['near misses of the long patterns', `420${'9'.repeat(96)}!`],
    ['near misses with all spaces', `4 2 0${' 9'.repeat(45)} x`],
    ['bait for backtracking', `GM${'A '.repeat(48)}!`],
    ['Arabic digits', '١Z٥R٨٩٣٩٠٣٥٧٥٦٧١٢٧'],
    ['Devanagari digits', '1Z5R8939035756712७'],
    ['full-width digits', '１Ｚ５Ｒ８９３９０３５７５６７１２７'],
    ['a letter that grows in upper case', 'ß'.repeat(90)],
    ['a null', '1Z5R893903575671\0'],
    ['half a character', '\ud800'.repeat(50)],
    ['markup', '"><script>alert(1)</script>'],
    ['an address', 'https://evil.example/?1Z5R89390357567127'],
    ['format signs', '%s%s%n$&$1'],
    ['a name of every object', '__proto__'],
    ['nothing', ''],
  ];

  test.each(corpus)('refuses: %s', (_, number) => {
    expect(recognise(number)).toEqual([]);
    expect(trackingLink('UPS', number)).toBeNull();
  });

  test('ok: S40 work is bounded: nothing but its length is looked at in what is too long for a number', () => {
    let looked = 0;
    const long = new Proxy(new String(digits), {
      get: (target, key) => {
        if (key === 'length') return target.length;
        looked += 1;
        return Reflect.get(target, key);
      },
    });
    expect(recognise(long as unknown as string)).toEqual([]);
    expect(looked).toBe(0);
  });

  test('ok: S40 no pattern repeats without an end, once its white space is taken out', () => {
    for (const { regex } of stated) {
      const read = regex.replaceAll('\\s*', '');
      expect(read).not.toMatch(/(?<!\\)[+]|\{\d+,\}/);
      // What is left of `*` follows a class inside a look-ahead, never a group.
      expect(read).not.toMatch(/\)\*/);
    }
  });

  test('ok: S40 the whole corpus and all valid numbers are told in well under 10 ms each', () => {
    const all = [...corpus.map(([, number]) => number), ...stated.flatMap(({ valid }) => valid)];
    const began = performance.now();
    for (const number of all) recognise(number);
    // A guard of 10 ms for each on a machine that others use as well; it takes a tenth of a millisecond.
    expect(performance.now() - began).toBeLessThan(10 * all.length);
  });

  test('ok: S40 anything at all is answered, and only with https addresses', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.stringMatching(/^[0-9A-Z ]{0,60}$/)),
        (text) => {
          for (const { url } of recognise(text)) if (url !== null) expect(url).toMatch(/^https:\/\//);
        },
      ),
    );
  });
});
