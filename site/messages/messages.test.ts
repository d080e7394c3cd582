import { describe, expect, it } from 'vitest';
import { completeMessages } from './completeness.ts';
import { en } from './en.ts';
import { faultsAgainst } from './faults.ts';
import { fill } from './fill.ts';
import { catalogueFaults, catalogues, direction, messagesFor } from './index.ts';
import { pluralIn, type SixForms } from './plural.ts';

function wordsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(wordsIn) : [];
}

describe('catalogues', () => {
  it('ok: complete', () => {
    expect(catalogueFaults()).toEqual([]);
  });

  it('refuses missing, empty, left-over and differently filled messages', () => {
    const broken = {
      xx: {
        familiar: {
          ...en,
          extra: 'x',
          live: { ...en.live, offline: 'Offline since {when}' },
          form: { ...en.form, closed: ' ' },
          silence: undefined,
        },
      },
    };
    expect(faultsAgainst(en, broken)).toEqual([
      'xx/familiar.silence is missing',
      'xx/familiar.live.offline should hold {time}, holds {when}',
      'xx/familiar.form.closed is empty',
      'xx/familiar.extra is left over',
    ]);
  });

  it('ok: the build passes with complete catalogues', () => {
    const hook = completeMessages().hooks['astro:build:start'] as () => void;
    expect(hook).not.toThrow();
  });

  it('refuses to build with a gap', () => {
    const hook = completeMessages(() => ['de/formal.silence is missing']).hooks['astro:build:start'] as () => void;
    expect(hook).toThrow('de/formal.silence is missing');
  });

  it('ok: no exclamation marks, no straight quotes', () => {
    for (const [locale, byAddress] of Object.entries(catalogues)) {
      for (const words of Object.values(byAddress).flatMap(wordsIn)) {
        expect(words, `${locale}: ${words}`).not.toMatch(/[!！'"]/);
      }
    }
  });

  it('ok: German never mixes its addresses', () => {
    const familiar = /\b(du|dir|dich|dein(e|en|em|er|es)?)\b/i;
    for (const words of wordsIn(catalogues.de?.formal)) expect(words).not.toMatch(familiar);
    for (const words of wordsIn(catalogues.de?.familiar)) expect(words).not.toMatch(/\b(Ihnen|Ihre?[nmrs]?)\b/);
  });
});

describe('French', () => {
  const { familiar, formal } = catalogues.fr ?? {};

  it('ok: never mixes its addresses', () => {
    const polite = /(?<!\p{L})(vous|votre|vos|vôtre)(?!\p{L})|(?<!\p{L})(?!(chez|assez)(?!\p{L}))\p{L}+ez(?!\p{L})/iu;
    for (const words of wordsIn(formal))
      expect(words).not.toMatch(/(?<!\p{L})(tu|te|toi|ton|ta|tes|t’\p{L}+)(?!\p{L})/iu);
    for (const words of wordsIn(familiar)) expect(words).not.toMatch(polite);
  });

  it('ok: no space before its signs that could break, and none without one', () => {
    for (const words of [...wordsIn(familiar), ...wordsIn(formal)]) {
      expect(words).not.toMatch(/ [:;?»…]|« |[^\s\u202f][:;?»]|«[^\u202f]/);
    }
    expect(formal?.mail.plainLink({ label: 'Voir le colis', url: 'https://a.example/' })).toBe(
      'Voir le colis\u202f: https://a.example/',
    );
    expect(formal?.subscriptions.changes.said('Épuisé')).toBe('La boutique précise\u202f: «\u202fÉpuisé\u202f»');
  });

  it('ok: elides and contracts what it puts together', () => {
    const when = { kind: 'date', text: '1er décembre' } as const;
    expect(formal?.notices.mail.why.promo('Atelier Nord')).toContain('les offres d’Atelier Nord');
    expect(formal?.notices.mail.why.promo('Yves')).toContain('les offres d’Yves');
    expect(formal?.notices.mail.why.promo('Yahoo')).toContain('les offres de Yahoo');
    expect(formal?.line.out_for_delivery({ carrier: null, city: 'Le Havre' })).toContain('en livraison au Havre');
    expect(formal?.line.attemptAction({ carrier: null, city: null })).toContain('auprès du transporteur');
    expect(formal?.line.attemptAction({ carrier: 'UPS', city: null })).toContain('auprès d’UPS');
    expect(formal?.headline.pickupUntil(when)).toBe('À retirer jusqu’au 1er décembre');
    expect(formal?.loyalty.lots.waitsUntil({ kind: 'today', text: 'aujourd’hui' })).toContain('à partir d’aujourd’hui');
    expect(formal?.loyalty.glance.none('étoiles')).toBe('Pas encore d’étoiles');
    expect(formal?.slip.label({ from: 'lun. 23 nov.', to: 'mar. 24 nov.' })).toMatch(/[^.]\.$/);
  });

  it('ok: counts 0 with 1, and millions with “de”', () => {
    const said = [0, 1, 2, 2_000_000].map((count) => formal?.notices.points(count).replaceAll('\u202f', ' '));
    expect(said).toEqual(['0 point', '1 point', '2 points', '2 000 000 de points']);
  });
});

describe('messagesFor', () => {
  it('ok: region falls back on language, unknown on English', () => {
    expect(messagesFor('de-AT').language.name).toBe('Deutsch');
    expect(messagesFor('AR').language.name).toBe('العربية');
    expect(messagesFor('fr-CA').language.name).toBe('Français');
    expect(messagesFor('pt-BR').language.name).toBe('Português');
    expect(messagesFor('ja').language.name).toBe('English');
    expect(messagesFor('').language.name).toBe('English');
  });

  it('ok: familiar and formal differ in German', () => {
    expect(messagesFor('de', 'familiar').journey.stops.arrived).toBe('Bei dir');
    expect(messagesFor('de', 'formal').journey.stops.arrived).toBe('Bei Ihnen');
  });

  it('ok: direction', () => {
    expect([direction('ar'), direction('ar-EG'), direction('de'), direction('')]).toEqual(['rtl', 'rtl', 'ltr', 'ltr']);
  });
});

describe('pluralIn', () => {
  const forms: SixForms = { zero: 'z', one: '1', two: '2', few: '# f', many: '# m', other: '# o' };

  it('ok: all six Arabic forms, in Arabic digits', () => {
    const plural = pluralIn<SixForms>('ar-u-nu-arab');
    expect([0, 1, 2, 3, 11, 100].map((count) => plural(count, forms))).toEqual(['z', '1', '2', '٣ f', '١١ m', '١٠٠ o']);
  });

  it('ok: English', () => {
    const plural = pluralIn('en');
    expect([1, 2, 1200].map((count) => plural(count, { one: 'a day', other: '# days' }))).toEqual([
      'a day',
      '2 days',
      '1,200 days',
    ]);
  });
});

describe('fill', () => {
  it('ok: fills what it has and leaves the rest to be seen', () => {
    expect(fill('{a} by {b}', { a: 'x' })).toBe('x by {b}');
  });
});

describe('parcels.summary', () => {
  it.each([
    ['en', 1, 3, 'One of 3 parcels has arrived.'],
    ['en', 3, 3, 'All 3 parcels have arrived.'],
    ['de', 1, 3, 'Eines von 3 Paketen ist da.'],
    ['de', 2, 3, '2 von 3 Paketen sind da.'],
    ['ar', 2, 3, 'وصل طردان من أصل ٣.'],
    ['fr', 1, 3, 'Un colis sur 3 est arrivé.'],
    ['fr', 2, 3, '2 colis sur 3 sont arrivés.'],
    ['pt', 1, 3, 'Um de 3 pacotes já chegou.'],
  ])('ok: %s %i of %i', (locale, arrived, count, expected) => {
    expect(messagesFor(locale).parcels.summary({ arrived, count })).toBe(expected);
  });
});

it('ok: a sentence that ends with an abbreviated day has one full stop', () => {
  expect(fill('Bis {when}.', { when: 'Sa., 28. Nov.' })).toBe('Bis Sa., 28. Nov.');
  expect(messagesFor('de').slip.label({ from: 'Fr., 27. Nov.', to: 'Sa., 28. Nov.' })).not.toContain('..');
  expect(fill('{rest}', { rest: 'Und dann ...' })).toBe('Und dann ...');
});
