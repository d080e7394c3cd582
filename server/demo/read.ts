/** Reads the state of the demo for its page: where each parcel stands and what mail went out. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { House } from '../compose.ts';
import { readTrackingPage } from '../trackingPage.ts';
import type { DemoSet } from './index.ts';
import { readWaiting } from './shop.ts';
import type { DemoView, MailView, PersonaView } from './view.shared.ts';

const mailsMax = 30;

export const readDemo = async ({ store, config, links, clock }: House, set: DemoSet): Promise<DemoView> => {
  const now = clock();
  const parts = { links, picture: (imageUrl: string | null) => imageUrl };
  const personas: PersonaView[] = [];
  for (const { story, brand, courier, link } of set.personas) {
    const capability = new URL(link).pathname.split('/').at(-1) ?? '';
    const page = await store.read((reader) => readTrackingPage(reader, parts, brand, { link: capability, now }));
    // Somebody revoked the link: there is nothing left to play with.
    if (!page) continue;
    personas.push({
      name: story.person,
      story: story.story,
      tryThis: story.tryThis,
      later: story.later,
      brandId: brand.id,
      brandName: brand.name,
      orderNumber: story.order.number,
      link,
      locale: brand.locale,
      page,
      changes: await store.read((reader) => readWaiting(reader, story)),
      parcels: (story.order.shipments ?? []).map(({ id, trackingNumber }) => ({
        shipmentId: id,
        trackingNumber: trackingNumber ?? '',
        moves: courier.movesOf(id),
        next: courier.nextOf(id),
      })),
    });
  }
  const mails = await newestMails(join(config.dataDir, 'mail'));
  const api = { origin: set.personas[0]?.brand.origin ?? '', key: set.apiKey };
  return { personas, desks: set.desks, api, now, mails };
};

const newestMails = async (folder: string): Promise<readonly MailView[]> => {
  const files = await readdir(folder).catch((): string[] => []);
  const newest = files
    .filter((file) => file.endsWith('.eml'))
    .sort()
    .reverse()
    .slice(0, mailsMax);
  return Promise.all(
    newest.map(async (file) => {
      const mail = await PostalMime.parse(await readFile(join(folder, file)));
      return {
        file,
        to: mail.to?.[0]?.address ?? '',
        subject: mail.subject ?? '',
        at: new Date(mail.date ?? 0),
        text: (mail.text ?? '').trim(),
        code: /\b\d{6}\b/.exec(mail.subject ?? '')?.[0] ?? null,
      };
    }),
  );
};

/** One mail as it would be shown, or null. The name is checked against the folder, never joined unread. */
export const findMailHtml = async (folder: string, file: string): Promise<string | null> => {
  const files = await readdir(folder).catch((): string[] => []);
  if (!files.includes(file)) return null;
  const mail = await PostalMime.parse(await readFile(join(folder, file)));
  return typeof mail.html === 'string' ? mail.html : null;
};
