/** Reads the state of the demo for its page: where each parcel stands and what mail went out. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { House } from '../compose.ts';
import { findShipment } from '../shipments/index.ts';
import type { DemoSet } from './index.ts';
import type { DemoView, MailView } from './view.shared.ts';

const mailsMax = 30;

export const readDemo = async ({ store, config }: House, set: DemoSet): Promise<DemoView> => {
  const personas = await store.read((reader) =>
    Promise.all(
      set.personas.map(async ({ story, brand, courier, link }) => ({
        name: story.person,
        story: story.story,
        brandName: brand.name,
        orderNumber: story.order.number,
        link,
        locale: brand.locale,
        parcels: await Promise.all(
          (story.order.shipments ?? []).map(async ({ id, trackingNumber }) => ({
            shipmentId: id,
            status: (await findShipment(reader, brand.id, id))?.status ?? ('pending' as const),
            trackingNumber: trackingNumber ?? '',
            moves: courier.movesOf(id),
          })),
        ),
      })),
    ),
  );
  return { personas, desks: set.desks, mails: await newestMails(join(config.dataDir, 'mail')) };
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
