/**
 * The composition root: opens the store and puts the parts together, without listening on anything. The server, the
 * command line and the tests all live in the house that is built here.
 */
import { openStore, type Store } from '../db/store.ts';
import { paths } from '../site/lib/paths.ts';
import { type ErasureMemory, findShopperByEmail, openErasureMemory } from './account/index.ts';
import {
  createLinks,
  createSignIn,
  createUnsubscribes,
  findStaffByEmail,
  type Links,
  type SignIn,
  type Unsubscribes,
} from './auth/index.ts';
import type { Brand } from './brands/index.ts';
import { brandTokens } from './brands/theme.ts';
import { createCampaigns, hearOfFailedSend, holdBackAtTheGate } from './campaigns/index.ts';
import type { Config } from './config.ts';
import { createLog, type Log } from './http/requestLog.ts';
import { pollShipments } from './intake/index.ts';
import { createRecurring, type Recurring } from './jobs/recurring.ts';
import { createRunner, type Runner } from './jobs/runner.ts';
import { askAfterDeliveries, schedule, sendPromotions, tellOfAccounts } from './jobs/schedule.ts';
import { type Clock, systemClock } from './kit/clock.ts';
import { idsRisingWith, type NewId } from './kit/ids.ts';
import { createOutbound, type Outbound } from './kit/outbound.ts';
import { createSealer, type Sealer } from './kit/seal.ts';
import { createAnnouncements, type Hear } from './live/index.ts';
import type { SendLink } from './lookup/index.ts';
import { codePurpose } from './loyalty/index.ts';
import { createMedia, type Media } from './media/index.ts';
import { createMeters, type Meters } from './meters.ts';
import { createChannels } from './notifications/channels/index.ts';
import {
  createNotices,
  createNotificationReactions,
  createOrderLinkMail,
  createPromotions,
  hearOfUndelivered,
} from './notifications/index.ts';
import { reactWith } from './reactions.ts';
import { createPerform, type Perform } from './work.ts';

export interface House {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly sealer: Sealer;
  readonly links: Links;
  readonly unsubscribes: Unsubscribes;
  readonly outbound: Outbound;
  readonly perform: Perform;
  /** Of staff, at the desk. */
  readonly signIn: SignIn;
  readonly shopperSignIn: SignIn;
  readonly runner: Runner;
  readonly recurring: Recurring;
  readonly meters: Meters;
  readonly media: Media;
  readonly erasures: ErasureMemory;
  /** The shopper's page of an order, absolute. */
  readonly pageOf: (brand: Brand, order: { readonly id: string; readonly linkVersion: number }) => string;
  /** Has the link of an order mailed to its own address. */
  readonly sendLink: SendLink;
  /** Calls `hear` with the facts of every commit, of this process and of other nodes; call what it returns to stop. */
  readonly onFacts: (hear: Hear) => () => void;
  /** Stops the workers, lets what is under way finish, and closes the store. */
  close(): Promise<void>;
}

export interface Replacements {
  readonly clock?: Clock;
  /** Of a push service or a sink that a test runs, in PEM. */
  readonly testCertificate?: string;
  readonly log?: Log;
}

/** Opens the store, brings its schema up to date and puts the parts together. */
export const compose = async (config: Config, replacements: Replacements = {}): Promise<House> => {
  const clock = replacements.clock ?? systemClock;
  const log = replacements.log ?? createLog(config.logLevel);
  const store = await openStore(config.databaseUrl);
  await store.migrate();

  const newId = idsRisingWith(() => clock().getTime());
  const sealer = createSealer(config.secret);
  const links = createLinks(config.secret);
  const unsubscribes = createUnsubscribes(config.secret);
  const outbound = createOutbound({
    allowLoopback: config.allowLoopbackTargets,
    testCertificate: replacements.testCertificate,
  });
  const meters = createMeters(store);
  const media = createMedia({ sealer, outbound, dataDir: config.dataDir, clock });
  const announcements = createAnnouncements({ store, clock, log });
  const voices = { linkOf: links.linkOf, tokensOf: brandTokens, unsubscribeTokenOf: unsubscribes.tokenOf };
  const told = createNotificationReactions({ ...voices, openCode: (sealed) => sealer.open(sealed, codePurpose) });
  const { settleNotices } = createNotices(voices);
  const sendCampaigns = createCampaigns(createPromotions(voices));
  const mailOrderLink = createOrderLinkMail({ linkOf: links.linkOf, tokensOf: brandTokens });

  const perform = createPerform({
    store,
    clock,
    newId,
    react: reactWith(told, sealer),
    committed: (facts, ids) => {
      runner.wake();
      announcements.tell(facts, ids);
    },
  });
  const channels = createChannels({ mailUrl: config.mailUrl, dataDir: config.dataDir, outbound, sealer });
  const runner = createRunner({
    store,
    perform,
    channels,
    clock,
    log,
    attempted: meters.attempted,
    holdBack: holdBackAtTheGate,
    gaveUp: async (work, message) => {
      await hearOfUndelivered(work, message);
      if (message.causeId !== null) await hearOfFailedSend(work, message.causeId);
    },
  });
  const asking = pollShipments({
    outbound,
    sealer,
    count: meters.taken,
    stumbled: (error) => log.error({ err: error }, "a carrier's answer is kept as failed"),
  });
  const recurring = createRecurring({
    jobs: [
      ...schedule,
      asking,
      askAfterDeliveries(told.askWhatIsDue),
      tellOfAccounts(settleNotices),
      sendPromotions(sendCampaigns),
    ],
    store,
    perform,
    clock,
    log,
    ran: meters.ran,
  });
  const sendCode: Parameters<typeof createSignIn>[0]['sendCode'] = async (work, code) => {
    await told.sendSignInCode(work, code);
    // A code is no fact, so nothing else would wake the runner for it.
    work.afterCommit(() => runner.wake());
  };
  const signIn = createSignIn({ audience: 'staff', sealer, findSubject: findStaffByEmail, sendCode });
  const shopperSignIn = createSignIn({ audience: 'shopper', sealer, findSubject: findShopperByEmail, sendCode });

  return {
    config,
    store,
    clock,
    newId,
    log,
    sealer,
    links,
    unsubscribes,
    outbound,
    perform,
    signIn,
    shopperSignIn,
    runner,
    recurring,
    meters,
    media,
    erasures: openErasureMemory(config.dataDir),
    pageOf: (brand, order) =>
      brand.origin + paths.tracking(links.linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion })),
    sendLink: async (work, about) => {
      // An asked-for link is no fact either.
      if ((await mailOrderLink(work, about)) === 'enqueued') work.afterCommit(() => runner.wake());
    },
    onFacts: announcements.hear,
    async close() {
      await Promise.all([runner.stop(), recurring.stop()]);
      await outbound.close();
      announcements.close();
      await store.close();
    },
  };
};
