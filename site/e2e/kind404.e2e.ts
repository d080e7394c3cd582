/** Links that open nothing: whoever tries them learns nothing, and is not left standing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeLinks } from '../../server/orders/index.ts';
import { messagesFor } from '../messages/index.ts';
import { openStage, type Stage } from './stage.ts';

const m = messagesFor('de', 'familiar');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** What was answered, apart from the link itself, which the page's own language links repeat. */
const answerTo = async (link: string) => {
  const answer = await fetch(link);
  const { status, headers } = answer;
  const shown = (await answer.text()).replaceAll(new URL(link).pathname, '/t/…');
  const named = [...headers.keys()].filter((name) => name !== 'x-request-id').sort();
  return { status, shown, headers: named, policy: headers.get('content-security-policy') };
};

describe('a link that opens nothing', () => {
  test('ok: forged, cut off, another brand’s and revoked are one page and one status', async () => {
    const { link, brand } = stage.personaOf('Marshall');
    const revoked = stage.personaOf('Lea').link;
    await stage.house.perform((work) => revokeLinks(work, brand.id, '1005'));
    const another = stage.personaOf('فيصل').link.split('/t/')[1];

    const forged = await answerTo(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`);
    expect(forged.status).toBe(404);
    expect(await answerTo(revoked)).toEqual(forged);
    expect(await answerTo(link.slice(0, -9))).toEqual(forged);
    expect(await answerTo(`${brand.origin}/t/${another}`)).toEqual(forged);
  });

  test('ok: the page is the brand’s, and says what to do', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    const answer = await page.goto(`${stage.personaOf('Naomi').brand.origin}/t/nothing`);
    expect(answer?.status()).toBe(404);
    await page.getByRole('heading', { level: 1, name: m.errors.linkTitle }).waitFor();
    await page.getByText('Röstwerk Köln').first().waitFor();
    await page.getByRole('main').getByRole('link', { name: m.footer.support }).waitFor();
  });

  test('refuses an answer through it, as it refuses to show it', async () => {
    const { link } = stage.personaOf('Lea');
    const api = link.replace('/t/', '/api/portal/t/');
    const answer = await fetch(`${api}/sentiment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ shipmentId: 's-1005', score: 1, reasons: [], comment: '' }),
    });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});
