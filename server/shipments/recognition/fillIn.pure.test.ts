import { describe, expect, test } from 'vitest';
import { toldByNumber } from './index.ts';

const ups = '1Z5R89390357567127';
const upsUrl = `https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=${ups}`;
const paket = '00340434161094042557';
const paketUrl = `https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=${paket}`;
const nothing = { carrier: null, trackingNumber: null, trackingUrl: null };

describe('toldByNumber', () => {
  test('ok: a clear number alone tells carrier and page', () => {
    expect(toldByNumber({ trackingNumber: ups }, null)).toEqual({ carrier: 'UPS', trackingUrl: upsUrl });
    expect(toldByNumber({ trackingNumber: ups }, nothing)).toEqual({ carrier: 'UPS', trackingUrl: upsUrl });
  });

  test('ok: a carrier without a page gets that carrier’s, also when the number came before', () => {
    expect(toldByNumber({ carrier: 'DHL', trackingNumber: paket }, null)).toEqual({ trackingUrl: paketUrl });
    expect(toldByNumber({ carrier: 'DHL' }, { ...nothing, trackingNumber: paket })).toEqual({ trackingUrl: paketUrl });
  });

  test('ok: a number that changed takes our link along, to another page or to none', () => {
    const held = { carrier: 'UPS', trackingNumber: ups, trackingUrl: upsUrl };
    expect(toldByNumber({ trackingNumber: '1Z8V92A70367203024' }, held).trackingUrl).toMatch(/=1Z8V92A70367203024$/);
    expect(toldByNumber({ trackingNumber: 'A-17' }, held)).toEqual({ trackingUrl: null });
  });

  test('refuses to put anything in the place of what the shop said', () => {
    const own = 'https://shop.example/track/1';
    expect(toldByNumber({ carrier: 'GLS', trackingNumber: ups }, null)).toEqual({});
    expect(toldByNumber({ trackingNumber: ups, trackingUrl: own }, null)).toEqual({ carrier: 'UPS' });
    const held = { carrier: 'GLS', trackingNumber: 'A-17', trackingUrl: own };
    expect(toldByNumber({ trackingNumber: ups }, held)).toEqual({});
    expect(toldByNumber({ carrier: 'UPS', trackingNumber: ups }, held)).toEqual({});
  });

  test('refuses to guess: at an unclear number, a foreign one, and where none is said', () => {
    expect(toldByNumber({ trackingNumber: '986578788855' }, null)).toEqual({});
    expect(toldByNumber({ trackingNumber: 'ABC' }, null)).toEqual({});
    expect(toldByNumber({}, { ...nothing, trackingNumber: ups })).toEqual({});
    expect(toldByNumber({ carrier: 'UPS' }, null)).toEqual({});
  });
});
