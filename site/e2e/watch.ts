/**
 * Notes everything that a browser complains about on the pages it is shown: errors, broken policies, calls to anybody
 * but us. A test that provokes some takes them; whatever is left at the end is a failure.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';

export interface Watch {
  listenTo(page: Page): void;
  /** The directives of the policies whose breach was reported to the server and not yet taken, one for each report. */
  reports(): Promise<readonly string[]>;
  /**
   * Forgets what a test has provoked: complaints that one of `expected` matches, however often, and exactly these reports.
   * @throws when one of `expected` was not complained of, and with whatever was complained of besides
   */
  take(expected: readonly RegExp[], reports?: readonly string[]): Promise<void>;
  /** Forgets what a browser may say or not of something a test has provoked. Anything else stays, and fails in the end. */
  overlook(noise: RegExp): void;
  /** @throws what was complained about and not taken, reports included */
  expectSilence(): Promise<void>;
}

/** @param metricsUrl where the server counts the reports @param origins those that are ours */
export const createWatch = (metricsUrl: string, origins: ReadonlySet<string>): Watch => {
  let complaints: string[] = [];
  let taken = new Map<string, number>();

  const counts = async (): Promise<ReadonlyMap<string, number>> => {
    const metrics = await (await fetch(metricsUrl)).text();
    const lines = metrics.matchAll(/^doorstep_csp_reports_total\{directive="([^"]*)"\} (\d+)$/gm);
    return new Map(lines.map(([, directive = '', count]) => [directive, Number(count)]));
  };
  const reports = async (): Promise<readonly string[]> => {
    const all = await counts();
    return [...all].flatMap(([directive, count]) =>
      new Array<string>(count - (taken.get(directive) ?? 0)).fill(directive),
    );
  };

  return {
    listenTo(page) {
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        // A test asked for a page without its worker.
        if (message.text() === 'Service Worker registration blocked by Playwright') return;
        const { url } = message.location();
        const aboutPage = url === page.url();
        // Chromium says so of the document itself, too; that it is a 404 is what a test wants there.
        if (aboutPage && message.text().startsWith('Failed to load resource')) return;
        complaints.push(`${page.url()}: ${message.text()} ${aboutPage ? '' : url}`.trim());
      });
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && !origins.has(origin)) {
          complaints.push(`${page.url()} called ${request.url()}`);
        }
      });
    },
    reports,
    async take(expected, wanted = []) {
      const came = (await reports()).toSorted();
      const missing = expected.filter((one) => !complaints.some((complaint) => one.test(complaint)));
      const others = complaints.filter((complaint) => !expected.some((one) => one.test(complaint)));
      const isAsWanted = missing.length + others.length === 0 && isDeepStrictEqual(came, wanted.toSorted());
      if (!isAsWanted) {
        const lines = [
          ...missing.map((one) => `not complained of: ${one}`),
          ...others.map((one) => `not expected: ${one}`),
          `reported to the server: ${came.join(', ') || 'nothing'}`,
        ];
        throw new Error(`the browser did not complain as expected:\n${lines.join('\n')}`);
      }
      complaints = [];
      for (const directive of came) taken = new Map(taken).set(directive, (taken.get(directive) ?? 0) + 1);
    },
    overlook(noise) {
      complaints = complaints.filter((one) => !noise.test(one));
    },
    async expectSilence() {
      const all = [...complaints, ...(await reports()).map((directive) => `reported to the server: ${directive}`)];
      if (all.length > 0) throw new Error(`the browser complained:\n${all.join('\n')}`);
    },
  };
};
