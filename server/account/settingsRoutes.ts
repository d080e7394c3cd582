/**
 * What the settings room sends: forms, answered with 303 back to the room, and the same as JSON. Everything is of the
 * customer who is signed in under the link; without her, a form leads to the code by mail and JSON is answered with 401.
 */
import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { type Store, StoreUnavailable } from '../../db/store.ts';
import { paths } from '../../site/lib/paths.ts';
import { revokeSession, revokeSessions } from '../auth/index.ts';
import { getCustomer, setProfile } from '../customers/index.ts';
import { Fault, notFound } from '../faults.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { type Redraw, valuesOf } from '../http/draft.ts';
import { readForm, textIn } from '../http/formBody.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { shopperOf } from '../http/shopper.ts';
import type { Clock } from '../kit/clock.ts';
import type { Sealer } from '../kit/seal.ts';
import { setConsents, setNoticeSettings } from '../notifications/index.ts';
import type { Perform, Work } from '../work.ts';
import { eraseCustomer } from './erase.ts';
import type { ErasureMemory } from './erasures.ts';
import { exportCustomer } from './export.ts';
import { removePasskey } from './passkeys.ts';
import {
  checkedProfile,
  consentsInput,
  consentsOfForm,
  noticeSettingsOfForm,
  profileInput,
  profileOfForm,
  type SignedIn,
} from './settings.ts';
import { leaveNothing } from './signInRoutes.ts';
import type { FindOrder } from './way.ts';

export interface SettingsRouteParts {
  readonly store: Store;
  readonly perform: Perform;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly erasures: ErasureMemory;
  readonly findOrder: FindOrder;
  readonly redraw: Redraw;
}

type Change = (work: Work, who: SignedIn) => Promise<void>;

export const settingsRoutes = (parts: SettingsRouteParts): Hono<HttpEnv> => {
  const { store, perform } = parts;

  /** @throws Fault `not_found` for a link that opens nothing, `unauthenticated` for anybody but its customer */
  const herself = async (c: HttpContext): Promise<SignedIn> => {
    const order = await store.read((reader) => parts.findOrder(reader, c.var.brand.id, c.req.param('link') ?? ''));
    if (!order) throw notFound('The page');
    const { brandId, customerId, sessionId } = shopperOf(c, order);
    return { brandId, customerId, sessionId };
  };

  /**
   * Runs what a form asks for. @returns where its sender is led: back, with a word for what it came to; or the page
   * again, where fields of the form do not fit
   */
  const submitted = async (
    c: HttpContext,
    { back, form }: { readonly back: string; readonly form: string },
    change: (who: SignedIn, form: FormData) => Promise<string>,
  ): Promise<Response> => {
    try {
      const who = await herself(c);
      return c.redirect(await change(who, await readForm(c)), 303);
    } catch (error) {
      if (error instanceof Fault && error.code === 'unauthenticated')
        return c.redirect(paths.stepUp(c.req.param('link') ?? '', back), 303);
      const faults = fieldsIn(error);
      if (faults.length > 0) return parts.redraw(c, back, { form, values: valuesOf(await readForm(c)), faults });
      const word = faultWord(error);
      if (word === null) throw error;
      return c.redirect(`${back}?fault=${word}#note`, 303);
    }
  };

  const room = (c: HttpContext): string => paths.settings(c.req.param('link') ?? '');
  const save = (c: HttpContext, done: string, changeOf: (form: FormData, who: SignedIn) => Change): Promise<Response> =>
    submitted(c, { back: room(c), form: done }, async (who, form) => {
      const change = changeOf(form, who);
      await perform((work) => change(work, who));
      return `${room(c)}?done=${done}#note`;
    });

  return new Hono<HttpEnv>()
    .post('/t/:link/settings/profile', (c) =>
      save(c, 'profile', (form) => {
        const given = profileInput.parse(profileOfForm((name) => textIn(form, name)));
        return changeProfile(c, given);
      }),
    )
    .post('/t/:link/settings/notices', (c) =>
      save(c, 'notices', (form) => {
        const settings = noticeSettingsOfForm((name) => textIn(form, name));
        const consents = consentsOfForm(form);
        return async (work, who) => {
          await setConsents(work, { ...whose(who), source: 'portal' }, consents);
          await setNoticeSettings(work, whose(who), settings);
        };
      }),
    )
    .post('/t/:link/settings/devices', (c) =>
      submitted(c, { back: room(c), form: 'devices' }, async (who, form) => {
        const id = textIn(form, 'id');
        await perform((work) => revoke(work, who, id === '' ? null : id));
        return `${room(c)}?done=${id === '' ? 'devices' : 'device'}#note`;
      }),
    )
    .post('/t/:link/settings/passkeys', (c) =>
      save(c, 'passkey_gone', (form) => (work, who) => removePasskey(work, whose(who), textIn(form, 'id'))),
    )
    .get('/t/:link/settings/export', async (c) => {
      if (!c.var.shopper) return c.redirect(paths.stepUp(c.req.param('link'), room(c)), 303);
      const who = await herself(c);
      const data = await store.read((reader) => exportCustomer(reader, { ...whose(who), now: parts.clock() }));
      c.header('Content-Disposition', `attachment; filename="${c.var.brand.id}-my-data.json"`);
      return c.body(JSON.stringify(data, null, 2), 200, { 'Content-Type': 'application/json; charset=utf-8' });
    })
    .post('/t/:link/settings/erase', (c) =>
      submitted(c, { back: paths.erase(c.req.param('link')), form: 'erase' }, async (who, form) => {
        if (textIn(form, 'understood') !== 'yes') return `${paths.erase(c.req.param('link'))}?fault=understood#note`;
        const { sealer, erasures } = parts;
        await perform((work) => eraseCustomer(work, { sealer, remember: erasures.remember }, whose(who)));
        leaveNothing(c);
        return `${paths.signedOut}?done=erased`;
      }),
    )
    .put('/api/portal/t/:link/profile', async (c) => {
      const who = await herself(c);
      const change = changeProfile(c, profileInput.parse(await readJsonBody(c)));
      await perform((work) => change(work, who));
      return c.body(null, 204);
    })
    .put('/api/portal/t/:link/consents', async (c) => {
      const who = await herself(c);
      const { consents } = consentsInput.parse(await readJsonBody(c));
      await perform((work) => setConsents(work, { ...whose(who), source: 'portal' }, consents));
      return c.body(null, 204);
    })
    .delete('/api/portal/t/:link/sessions/:id', async (c) => {
      const who = await herself(c);
      await perform((work) => revoke(work, who, c.req.param('id')));
      return c.body(null, 204);
    });
};

const changeProfile =
  (c: HttpContext, given: z.infer<typeof profileInput>): Change =>
  async (work, who) => {
    const held = await getCustomer(work.tx, who.brandId, who.customerId);
    await setProfile(work, whose(who), checkedProfile(given, held, c.var.brand));
  };

/** The fields of a form that a refusal names; none when it is about something else. */
const fieldsIn = (error: unknown): readonly string[] => {
  if (error instanceof z.ZodError) return [...new Set(error.issues.map(({ path }) => String(path[0])))];
  return error instanceof Fault && error.code === 'invalid' ? error.fields.map(({ field }) => field) : [];
};

const whose = ({ brandId, customerId }: SignedIn) => ({ brandId, customerId });

/** @param id null for all but the one that asks. @throws Fault `not_found`, also for somebody else's */
const revoke = async (work: Work, { brandId, customerId, sessionId }: SignedIn, id: string | null): Promise<void> => {
  const hers = { brandId, audience: 'shopper', subjectId: customerId } as const;
  if (id === null) await revokeSessions(work, { ...hers, keptId: sessionId });
  else await revokeSession(work, { ...hers, id });
};

/** The word that the room has a sentence for; null for what is no refusal. */
const faultWord = (error: unknown): string | null => {
  if (error instanceof StoreUnavailable) return 'unavailable';
  if (!(error instanceof Fault)) return null;
  return error.code === 'not_found' && error.message.startsWith('The page') ? null : error.code;
};
