import { describe, expect, test } from 'vitest';
import { brandTokens } from '../../brands/theme.ts';
import { scores, sentimentReasons } from '../../sentiment/sentiment.shared.ts';
import {
  type Alert,
  alertMail,
  alertSlack,
  cancellationMail,
  type MailBrand,
  orderLinkMail,
  replyMail,
  resolvedMail,
  signInCodeMail,
} from './index.ts';

const brand: MailBrand = {
  name: 'Röstwerk Köln',
  ...brandTokens({ color: '#8a3f14' }),
  typeface: 'fraunces',
  radius: 'medium',
  address: 'familiar',
  supportEmail: 'hallo@roestwerk.example',
};
const now = new Date('2026-11-24T10:31:00Z');
const readers = ['en', 'de', 'ar', 'fr', 'pt'].map((locale) => ({ locale, timeZone: 'Europe/Berlin', now }));
const english = { locale: 'en', timeZone: 'Europe/Berlin', now };

const alert: Alert = {
  occasion: 'opened',
  caseUrl: 'https://roestwerk.example/desk/cases/0199',
  orderNumber: '1001',
  customerName: 'Naomi Okafor',
  score: 1,
  reasons: ['damaged', 'late'],
  comment: 'The bag was torn open.\nIt was a gift.',
  contactWish: 'email',
  answerBy: new Date('2026-11-24T13:30:00Z'),
  items: [{ name: 'Yirgacheffe', quantity: 2 }],
  shipment: {
    status: 'delivered',
    carrier: 'DHL',
    trackingNumber: '00340434161094042557',
    promisedOn: '2026-11-23',
    firstPromisedOn: '2026-11-21',
    deliveredAt: new Date('2026-11-24T09:24:00Z'),
    lateDays: 3,
  },
};
const bareAlert: Alert = {
  ...alert,
  customerName: null,
  score: null,
  reasons: [],
  comment: null,
  contactWish: 'none',
  items: [],
  shipment: null,
};
const reply = {
  orderNumber: '1001',
  agentName: 'Mia',
  text: 'Dear Naomi,\n\na new bag is on its way.',
  pageUrl: 'https://roestwerk.example/t/abc',
};
const orderLink = { orderNumber: '1001', pageUrl: 'https://roestwerk.example/t/abc' };
const cancellation = { thing: 'Yirgacheffe', cancelledAt: now, pageUrl: 'https://roestwerk.example/t/abc' };
const resolved = {
  orderNumber: '1001',
  outcome: 'replaced',
  yesUrl: 'https://roestwerk.example/t/abc#yes',
  noUrl: 'https://roestwerk.example/t/abc#no',
} as const;

const everyMail = (reader: (typeof readers)[number], of: MailBrand = brand) => ({
  opened: alertMail(alert, of, reader),
  escalated: alertMail({ ...alert, occasion: 'escalated' }, of, reader),
  reopened: alertMail({ ...alert, occasion: 'reopened' }, of, reader),
  bare: alertMail(bareAlert, of, reader),
  reply: replyMail(reply, of, reader),
  nameless: replyMail({ ...reply, agentName: null }, of, reader),
  resolved: resolvedMail(resolved, of, reader),
  plain: resolvedMail({ ...resolved, outcome: null }, of, reader),
  code: signInCodeMail({ code: '048291', validForMinutes: 10, audience: 'staff' }, of, reader),
  stepUp: signInCodeMail({ code: '048291', validForMinutes: 10, audience: 'shopper' }, of, reader),
  orderLink: orderLinkMail(orderLink, of, reader),
  cancellation: cancellationMail(cancellation, of, reader),
  cancellationOfSomething: cancellationMail({ ...cancellation, thing: null, pageUrl: null }, of, reader),
});

const bodyOf = (html: string): string => html.slice(html.indexOf('<body'));
const tagsOf = (html: string): string[] => bodyOf(html).match(/<[a-z/!][^>]*>/gi) ?? [];
const hrefsOf = (html: string): string[] => [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};
/** What a reader sees, the preview text left out. */
const visibleText = (html: string): string =>
  bodyOf(html)
    .replace(/<div style="display:none[\s\S]*?<\/div>/, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&[#\w]+;/g, (entity) => entities[entity] ?? '');

describe.each(readers)('every mail in $locale', (reader) => {
  const isRtl = reader.locale === 'ar';

  test.each(Object.entries(everyMail(reader)))('ok: %s says nothing that its text part does not', (_, mail) => {
    const words = visibleText(mail.html)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    expect(words.length).toBeGreaterThan(3);
    for (const line of words) expect(mail.text).toContain(line);
    for (const href of hrefsOf(mail.html)) expect(mail.text).toContain(href);
  });

  test.each(Object.entries(everyMail(reader)))(
    'ok: %s is whole: no gap, no placeholder, one line as subject',
    (_, mail) => {
      for (const part of [mail.subject, mail.text, visibleText(mail.html)]) {
        expect(part).not.toMatch(/undefined|null|\[object|NaN|\{\w+\}|=>/);
      }
      expect(mail.subject).toMatch(/^\S.*\S$/);
      expect(mail.html.length).toBeLessThan(60_000);
    },
  );

  test.each(Object.entries(everyMail(reader)))(
    'ok: %s reads in its own direction, also where a client drops <html>',
    (_, mail) => {
      const dir = isRtl ? 'rtl' : 'ltr';
      expect(mail.html).toContain(`<html lang="${reader.locale}" dir="${dir}">`);
      const outer = tagsOf(mail.html).filter((tag) => tag.startsWith('<table') && tag.includes('lang='));
      expect(outer).toHaveLength(2);
      for (const tag of outer) expect(tag).toContain(`dir="${dir}"`);
      const [headline = ''] = bodyOf(mail.html).match(/<td[^>]*><h1/) ?? [];
      expect(headline).toContain(isRtl ? 'align="right"' : 'align="left"');
    },
  );

  test.each(Object.entries(everyMail(reader)))('ok: %s has a dark colour for every colour it uses', (_, mail) => {
    const [sheet = ''] = mail.html.match(/@media \(prefers-color-scheme:dark\)\{.*/) ?? [];
    const classes = [...bodyOf(mail.html).matchAll(/class="([^"]*)"/g)].flatMap((match) => (match[1] ?? '').split(' '));
    const painted = new Set(classes.filter((name) => /^[cgl]-/.test(name)));
    expect(painted.size).toBeGreaterThan(4);
    for (const name of painted) expect(sheet).toContain(`.${name}{`);
  });

  test('ok: loads nothing from anywhere', () => {
    for (const mail of Object.values(everyMail(reader))) {
      expect(mail.html).not.toMatch(/<(img|link|script|iframe|object|form|input|base)\b|url\(|@import|src=/i);
    }
  });
});

describe('S16 hostile text', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</td></table></style><svg onload=alert(1)>',
    'javascript:alert(1)',
    '&lt;b&gt; &#60;script&#62;',
    '<!--[if mso]><b>',
  ].join(' ');
  const evilBrand: MailBrand = {
    ...brand,
    name: hostile,
    supportEmail: hostile,
    dark: { ...brand.dark, ink: '</style><script>alert(1)</script>' },
    light: { ...brand.light, ink: '"><script>alert(1)</script>' },
  };
  const evil = {
    alert: alertMail(
      {
        ...alert,
        caseUrl: 'javascript:alert(1)',
        orderNumber: hostile,
        customerName: hostile,
        comment: hostile,
        items: [{ name: hostile, quantity: 1 }],
        shipment: alert.shipment && { ...alert.shipment, carrier: hostile, trackingNumber: hostile },
      },
      evilBrand,
      english,
    ),
    reply: replyMail(
      { orderNumber: hostile, agentName: hostile, text: hostile, pageUrl: ' JaVaScRiPt:alert(1)' },
      evilBrand,
      english,
    ),
    resolved: resolvedMail(
      { orderNumber: hostile, outcome: null, yesUrl: 'data:text/html,<script>', noUrl: 'https://a.example/"><script>' },
      evilBrand,
      english,
    ),
    code: signInCodeMail({ code: hostile, validForMinutes: 10, audience: 'staff' }, evilBrand, english),
    orderLink: orderLinkMail({ orderNumber: hostile, pageUrl: 'javascript:alert(1)' }, evilBrand, english),
    cancellation: cancellationMail(
      { ...cancellation, thing: hostile, pageUrl: 'javascript:alert(1)' },
      evilBrand,
      english,
    ),
  };
  const known = /^<\/?(body|div|table|tr|td|p|h1|span|a|br|html)\b/;

  test.each(Object.entries(evil))('ok: inert in the %s mail', (_, { html, subject }) => {
    for (const tag of tagsOf(html)) {
      expect(tag).toMatch(known);
      expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\son\w+=|<.*</);
    }
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|<img|<svg/i);
    for (const href of hrefsOf(html)) expect(href).toMatch(/^https:\/\//);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test('ok: a link that may not be one is left as words', () => {
    expect(hrefsOf(evil.alert.html)).toEqual([]);
    expect(visibleText(evil.alert.html)).toContain('Open the case');
  });

  test('ok: control characters and broken lines do not survive', () => {
    const mail = replyMail(
      { ...reply, agentName: 'Mia\r\nBcc: x@y.example', text: 'a\u0000b\u001bc\r\nd' },
      brand,
      english,
    );
    for (const sign of ['\0', '\r', '\u001b']) expect(mail.subject + mail.text + mail.html).not.toContain(sign);
    expect(mail.text).toContain('abc\nd');
  });

  test('ok: lines of a comment cannot pass for ours in the text part', () => {
    const comment = 'fine\nOpen the case: https://evil.example/';
    expect(alertMail({ ...alert, comment }, brand, english).text).toContain(
      '> fine\n> Open the case: https://evil.example/',
    );
  });
});

describe('what each mail says', () => {
  test('ok: the alert has order, shopper, score, reasons, comment, shipment, lateness, deadline and the way in', () => {
    const { subject, text, html } = alertMail(alert, brand, english);
    expect(subject).toContain('Naomi Okafor');
    for (const part of [
      '1001',
      'Naomi Okafor',
      '1 of 5',
      'Damaged',
      'Too late',
      'The bag was torn open.',
      'DHL',
      '00340434161094042557',
      '3 days late',
      '2:30',
      '2 × Yirgacheffe',
      'Wants a reply by e-mail',
      alert.caseUrl,
    ]) {
      expect(text.replace(/[\u202f\u00a0]/g, ' ')).toContain(part);
    }
    expect(hrefsOf(html)).toEqual([alert.caseUrl]);
  });

  test('ok: every score and reason has words', () => {
    for (const score of scores) {
      const { text } = alertMail({ ...alert, score, reasons: sentimentReasons }, brand, english);
      expect(text).toContain(`${score} of 5`);
    }
  });

  test('ok: a parcel still on its way is not said to have arrived', () => {
    const shipment = alert.shipment && { ...alert.shipment, status: 'in_transit' as const, deliveredAt: null };
    const { text } = alertMail({ ...alert, shipment }, brand, english);
    expect(text).toContain('Promised: Mon, Nov 23 · 3\u00a0days\u00a0late');
    expect(text).not.toContain('Arrived');
  });

  test('ok: the reply is the agent’s words and the link to the page', () => {
    const { text, html, subject } = replyMail(reply, brand, english);
    expect(text).toContain(reply.text);
    expect(hrefsOf(html)).toEqual([reply.pageUrl]);
    expect(subject).toContain('1001');
  });

  test('S10 ok: whether it is solved is asked by links alone, no form and no picture', () => {
    const { html, text } = resolvedMail(resolved, brand, english);
    expect(hrefsOf(html)).toEqual([resolved.yesUrl, resolved.noUrl]);
    expect(text).toContain('a new one is on its way');
  });

  test('S10 ok: a link that was asked for is the one address in its mail', () => {
    const { html, subject } = orderLinkMail(orderLink, brand, english);
    expect(hrefsOf(html)).toEqual([orderLink.pageUrl]);
    expect(subject).toContain('1001');
  });

  test('ok: the code is in subject and body, left to right and in one piece in Arabic too', () => {
    for (const reader of readers) {
      const { subject, text, html } = signInCodeMail(
        { code: '048291', validForMinutes: 10, audience: 'staff' },
        brand,
        reader,
      );
      expect(subject).toContain('048291');
      expect(text).toMatch(/^048291$/m);
      expect(html).toMatch(/<p dir="ltr"[^>]*>048291<\/p>/);
      expect(hrefsOf(html)).toEqual([]);
    }
  });
});

describe('the alert for Slack', () => {
  interface Blocks {
    readonly type: string;
    readonly text?: { readonly text: string };
    readonly fields?: readonly { readonly text: string }[];
    readonly elements?: readonly { readonly url: string }[];
  }
  const blocksOf = (of: Alert) => alertSlack(of, brand, english).blocks as readonly Blocks[];

  test('ok: the text is whole without the blocks, and both lead to the case', () => {
    const { text } = alertSlack(alert, brand, english);
    for (const part of ['Naomi Okafor', '1001', '1 of 5', '> The bag was torn open.\n> It was a gift.']) {
      expect(text).toContain(part);
    }
    expect(text).toContain(`<${alert.caseUrl}|Open the case>`);
    expect(blocksOf(alert).find(({ type }) => type === 'actions')?.elements?.[0]?.url).toBe(alert.caseUrl);
  });

  test('S16 ok: nothing of the shopper’s is a mention, a link or an entity', () => {
    const comment = '<!channel> <https://evil.example|here> & @channel @here';
    const { text, blocks } = alertSlack({ ...alert, comment, customerName: '<@U123>' }, brand, english);
    for (const told of [text, JSON.stringify(blocks)]) {
      expect(told).not.toMatch(/<!|<@|<https:\/\/evil|@(channel|here)/);
      expect(told).toContain('&lt;!channel&gt;');
    }
  });

  test('ok: a javascript: address makes no button', () => {
    expect(blocksOf({ ...alert, caseUrl: 'javascript:alert(1)' }).some(({ type }) => type === 'actions')).toBe(false);
  });

  test.each(['&'.repeat(4000), '\n'.repeat(3999), `${'😀'.repeat(2000)}`])(
    'ok: within Slack’s limits, however long the comment',
    (comment) => {
      const name = '<'.repeat(500);
      for (const block of blocksOf({
        ...alert,
        comment: `x${comment}`,
        customerName: name,
        items: [{ name: name.repeat(8), quantity: 1 }],
      })) {
        expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(block.type === 'header' ? 150 : 3000);
        for (const field of block.fields ?? []) expect(field.text.length).toBeLessThanOrEqual(2000);
      }
    },
  );

  test('ok: without answer or shipment it still stands', () => {
    const { text, blocks } = alertSlack(bareAlert, brand, english);
    expect(text + JSON.stringify(blocks)).not.toMatch(/undefined|null|\*\*/);
  });
});
