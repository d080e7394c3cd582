/**
 * A whole house with a desk and two brands, for tests that knock at it over HTTP. Its workers do not run: what would be
 * mailed waits in the outbox.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { outboxMessages } from '../../db/schema/index.ts';
import { createApp } from '../app.ts';
import { addStaff, type Role, type StaffMember } from '../auth/index.ts';
import { putBrand } from '../brands/index.ts';
import { compose, type House } from '../compose.ts';
import { readConfig } from '../config.ts';
import { createDesk, type Desk } from '../desk/index.ts';
import { type TestClock, testClock } from './workshop.ts';

export interface DeskHouse {
  readonly house: House;
  readonly desk: Desk;
  readonly clock: TestClock;
  /** The ids of two brands; a brand answers at `https://{id}.example`. */
  readonly brandId: string;
  readonly otherBrandId: string;
  /** Asks as a browser at that brand would, without following anywhere. */
  ask(path: string, init?: Ask): Promise<Response>;
  hire(role: Role, brandId?: string): Promise<StaffMember>;
  /** The code that was mailed last to that address. */
  codeFor(email: string): Promise<string>;
  /** Signs in with the mailed code. @returns the session's cookie */
  signIn(member: StaffMember, brandId?: string): Promise<string>;
  close(): Promise<void>;
}

export interface Ask {
  readonly brandId?: string;
  readonly cookie?: string;
  /** Makes it a POST. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const openDeskHouse = async (): Promise<DeskHouse> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-desk-'));
  const clock = testClock();
  const { DATABASE_URL } = process.env;
  const config = readConfig({ DATABASE_URL, DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const house = await compose(config, { clock });
  const desk = createDesk(house, { signInMs: 0, live: { recheckMs: 20, heartbeatMs: 40, stuckMs: 1_000 } });
  const app = createApp(house, { routes: [desk.routes], portalOf: (c) => ({ desk: desk.portalOf(c), demo: null }) });

  const [brandId, otherBrandId] = [house.newId(), house.newId()];
  for (const id of [brandId, otherBrandId]) {
    await house.perform((work) => putBrand(work, { id, name: 'Rösterei', origin: `https://${id}.example` }));
  }

  const ask: DeskHouse['ask'] = async (path, init = {}) => {
    const host = `${init.brandId ?? brandId}.example`;
    const headers = new Headers({ host, accept: 'text/html', ...init.headers });
    if (init.cookie) headers.set('cookie', init.cookie);
    if (!init.form) return app.request(`https://${host}${path}`, { headers });
    if (!headers.has('origin')) headers.set('origin', `https://${host}`);
    return app.request(`https://${host}${path}`, { method: 'POST', headers, body: new URLSearchParams(init.form) });
  };

  const codeFor = async (email: string): Promise<string> => {
    const mails = await house.store.read((reader) =>
      reader.select().from(outboxMessages).where(eq(outboxMessages.channel, 'email')).orderBy(outboxMessages.id),
    );
    const toHer = mails.map((mail) => JSON.stringify(mail.payload)).filter((payload) => payload.includes(email));
    const code = /"subject":"(\d{6}) /.exec(toHer.at(-1) ?? '')?.[1];
    if (code === undefined) throw new Error(`no code was mailed to ${email}`);
    return code;
  };

  return {
    house,
    desk,
    clock,
    brandId,
    otherBrandId,
    ask,
    codeFor,
    hire: (role, at = brandId) =>
      house.perform((work) =>
        addStaff(work, {
          brandId: at,
          email: `${house.newId()}@example.com`,
          name: 'Mara Lindner',
          role,
          locale: 'en',
        }),
      ),
    async signIn(member, at = brandId) {
      const asked = await ask('/desk/sign-in', { brandId: at, form: { email: member.email } });
      const code = await codeFor(member.email);
      const signedIn = await ask('/desk/sign-in/code', { brandId: at, cookie: cookiesOf(asked), form: { code } });
      return cookiesOf(signedIn, 'doorstep-session');
    },
    async close() {
      desk.close();
      await house.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** The cookies that an answer set, as a browser sends them back. */
export const cookiesOf = (answer: Response, named = ''): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => cookie.includes(named) && !cookie.endsWith('='))
    .join('; ');
