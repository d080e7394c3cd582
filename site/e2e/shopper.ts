/** Signs a person of the demo in without the code by mail: for tests of what lies behind it. */
import type { Page } from 'playwright-core';
import { openSession } from '../../server/auth/index.ts';
import { findCustomer } from '../../server/customers/index.ts';
import type { Stage } from './stage.ts';

export const signInAs = async (stage: Stage, page: Page, name: string): Promise<void> => {
  const { story, brand } = stage.personaOf(name);
  const token = await stage.house.perform(async (work) => {
    const customer = await findCustomer(work.tx, brand.id, story.order.customer.id);
    if (!customer) throw new Error(`${name} is not in the store`);
    const whose = { brandId: brand.id, audience: 'shopper', subjectId: customer.id, userAgent: 'test' } as const;
    return (await openSession(work, whose)).token;
  });
  // The demo is on plain http, where the cookie has neither prefix nor `Secure`.
  const cookie = { name: 'doorstep-shopper', value: token, url: brand.origin };
  await page.context().addCookies([{ ...cookie, httpOnly: true, sameSite: 'Lax' }]);
};
