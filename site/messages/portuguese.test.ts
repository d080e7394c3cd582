import { describe, expect, test } from 'vitest';
import type { ShipmentView } from '../../server/portalView.shared.ts';
import { createFormat, keepTogether } from '../lib/format.ts';
import { balanceTitle, expirySentence, forecastSentence, pointsVoice } from '../lib/points.ts';
import { statusSentence } from '../lib/sentence.ts';
import { messagesFor } from './index.ts';
import { at, inCity, on, plural, toCity } from './portuguese.ts';

/** Saturday 21 November 2026, 16:13 in São Paulo. */
const now = new Date('2026-11-21T19:13:00Z');
const f = createFormat({ locale: 'pt', timeZone: 'America/Sao_Paulo', now });
const m = messagesFor('pt-BR');
const read = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const bare: ShipmentView = {
  id: 's-1',
  status: 'in_transit',
  reason: null,
  actionRequired: false,
  since: null,
  deliveredAt: null,
  destinationCity: 'Rio de Janeiro',
  carrier: { name: 'Correios', trackingNumber: null, url: null },
  expected: null,
  late: false,
  slips: [],
  lastScan: null,
  journey: { stops: [], current: 0, mood: 'moving' },
  timeline: [],
  items: [],
  pickupPoint: null,
  proofOfDelivery: null,
  help: [],
  ask: null,
  care: null,
};
const page = { order: { number: '1001', placedAt: new Date('2026-11-19T09:12:00Z'), cancelledAt: null } };
const say = (change: Partial<ShipmentView>) => statusSentence({ ...bare, ...change }, page, m, f);
const promised = (day: string) => ({ by: 'promise' as const, on: day, from: null, to: null });
const within = (by: 'carrier' | 'ours', from: string, to: string) => ({
  by,
  on: null,
  from: new Date(`${from}-03:00`),
  to: new Date(`${to}-03:00`),
});

describe('sentences', () => {
  test.each([
    [{ expected: promised('2026-11-24') }, 'Chega terça'],
    [{ expected: promised('2026-11-22') }, 'Chega amanhã'],
    [{ expected: promised('2026-12-01') }, 'Chega em 1º de dezembro'],
    [{ expected: within('carrier', '2026-11-24T09:00', '2026-11-24T12:00') }, 'Chega terça, das 9h às 12h'],
    [{ expected: within('ours', '2026-11-24T00:00', '2026-11-26T23:59') }, 'Chega entre terça e quinta'],
    [
      { expected: within('ours', '2026-11-28T00:00', '2026-12-01T23:59') },
      'Chega entre 28 de novembro e 1º de dezembro',
    ],
    [{ expected: within('ours', '2026-12-01T00:00', '2026-12-04T23:59') }, 'Chega entre 1º e 4 de dezembro'],
    [{ expected: within('ours', '2026-11-20T00:00', '2026-11-24T23:59') }, 'Chega até terça'],
    [
      { late: true, expected: within('ours', '2026-11-23T00:00', '2026-11-25T23:59') },
      'Está com atraso. Deve chegar entre segunda e quarta',
    ],
    [{ status: 'delivered', deliveredAt: new Date('2026-11-17T13:24:00Z') }, 'Chegou na terça às 10:24'],
    [{ status: 'delivered', deliveredAt: new Date('2026-11-15T04:05:00Z') }, 'Chegou no domingo à 1:05'],
  ] satisfies readonly (readonly [Partial<ShipmentView>, string])[])('ok: %o', (change, headline) => {
    expect(read(say(change).headline)).toBe(headline);
  });

  test('ok: carriers and cities of every gender fit', () => {
    expect(say({}).line).toBe(
      'A transportadora Correios está levando seu pacote para o Rio de Janeiro. Avisamos assim que ele sair para entrega.',
    );
    expect(say({ destinationCity: 'São Paulo', carrier: { ...bare.carrier, name: null } }).line).toContain(
      'A transportadora está levando seu pacote para São Paulo.',
    );
    expect([toCity('Recife'), inCity('Rio de Janeiro'), inCity('Lisboa')]).toEqual([
      'para Recife',
      'no Rio de Janeiro',
      'em Lisboa',
    ]);
  });
});

describe('parts', () => {
  test('ok: days of either gender', () => {
    expect(['2026-11-15', '2026-11-17', '2026-11-21', '2026-12-03'].map((day) => on(f.when(day)))).toEqual([
      'no domingo',
      'na terça',
      'hoje',
      'em 3 de dezembro',
    ]);
  });

  test('ok: nought and one o’clock are singular', () => {
    expect(['0:30', '1:05', '01:05', '10:24', '13:00'].map(at)).toEqual([
      'à 0:30',
      'à 1:05',
      'à 01:05',
      'às 10:24',
      'às 13:00',
    ]);
  });

  test.each([
    ['08:30', '12:00', 'das 8h30 às 12h'],
    ['00:00', '01:00', 'da 0h à 1h'],
    ['21:00', '24:00', 'das 21h à meia-noite'],
  ])('ok: window from %s to %s', (from, to, expected) => {
    const { from: first, to: last } = within('carrier', `2026-11-24T${from}`, `2026-11-24T${to}`);
    expect(f.window(first, last)).toBe(expected);
  });

  test('ok: hours stay with their preposition', () => {
    expect(keepTogether('Chega terça, das 9h às 12h')).toBe('Chega terça, das\u00a09h às\u00a012h');
  });

  test('ok: the first of a month is an ordinal in Brazil alone', () => {
    const portugal = createFormat({ locale: 'pt-PT', timeZone: 'Europe/Lisbon', now });
    expect([f.date('2026-12-01'), f.date('2026-12-11'), portugal.date('2026-12-01')]).toEqual([
      '1º de dezembro',
      '11 de dezembro',
      '1 de dezembro',
    ]);
  });

  test('ok: none is many, and a million takes “de”', () => {
    expect([0, 1, 2, 1_000_000].map((count) => m.notices.points(count))).toEqual([
      '0 pontos',
      '1 ponto',
      '2 pontos',
      '1.000.000 de pontos',
    ]);
    expect([0, 1, 2].map(m.deskCounts.open)).toEqual(['0 casos abertos', 'um caso aberto', '2 casos abertos']);
    expect(plural(0, { one: 'um', other: '#' })).toBe('0');
  });
});

describe('points', () => {
  const voice = pointsVoice(m, f, { one: 'estrela', other: 'estrelas' });

  test('ok: sentences fit a word of either gender, one or many', () => {
    const forecast = {
      orderNumber: '1001',
      points: 120,
      arrivesOn: '2026-11-24',
      arrivesInWindow: false,
      unlocksOn: '2026-11-28',
      makesTier: 'Ouro',
    };
    expect(read(forecastSentence(forecast, voice))).toBe(
      'Chega terça, e 120 estrelas ficam disponíveis em 28 de novembro. Com isso, seu nível passa a ser Ouro.',
    );
    expect(read(forecastSentence({ ...forecast, points: 1, arrivesOn: null, makesTier: null }, voice))).toBe(
      '1 estrela fica disponível em 28 de novembro.',
    );
    const expiry = { points: 88, on: '2026-11-28', daysLeft: 7, pausedFor: null, pausedUntilOn: null };
    expect(read(expirySentence(expiry, voice).title)).toBe('88 estrelas expiram em 28 de novembro');
  });

  test('ok: counts of nothing and of a million', () => {
    expect([0, 1, 1_000_000].map((count) => read(voice.points(count)))).toEqual([
      '0 estrelas',
      '1 estrela',
      '1.000.000 de estrelas',
    ]);
    const view = {
      programmeName: 'Estrelas',
      pointsWord: { one: 'estrela', other: 'estrelas' },
      pending: 0,
      nextExpiry: null,
      tier: null,
      forecast: null,
    };
    expect(read(balanceTitle({ ...view, spendable: 500, worth: { minor: 500, currency: 'BRL' } }, voice))).toBe(
      '500 estrelas, no valor de R$ 5,00',
    );
    expect(balanceTitle({ ...view, spendable: 0, worth: null }, voice)).toBe('Sem estrelas no momento');
  });
});
