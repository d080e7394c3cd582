/**
 * Notes everything that a browser complains about on the pages it is shown: errors, broken policies, calls to anybody
 * but us. A test that provokes some takes them; whatever is left at the end is a failure.
 */
import type { Page } from 'playwright-core';

export interface Watch {
  listenTo(page: Page): void;
  /** The directives of the policies whose breach was reported to the server and not yet taken, one for each report. */
  reports(): Promise<readonly string[]>;
  /** Hands out what was complained about and the reports last read, and forgets both. */
  take(): readonly string[];
  /** @throws what was complained about and not taken, reports included */
  expectSilence(): Promise<void>;
}

/** @param metricsUrl where the server counts the reports @param origins those that are ours */
export const createWatch = (metricsUrl: string, origins: ReadonlySet<string>): Watch => {
  let complaints: string[] = [];
  let reported: readonly string[] = [];
  let taken = new Map<string, number>();

  const counts = async (): Promise<ReadonlyMap<string, number>> => {
    const metrics = await (await fetch(metricsUrl)).text();
    const lines = metrics.matchAll(/^doorstep_csp_reports_total\{directive="([^"]*)"\} (\d+)$/gm);
    return new Map(lines.map(([, directive = '', count]) => [directive, Number(count)]));
  };
  const reports = async (): Promise<readonly string[]> => {
    const all = await counts();
    reported = [...all].flatMap(([directive, count]) =>
      new Array<string>(count - (taken.get(directive) ?? 0)).fill(directive),
    );
    return reported;
  };

  return {
    listenTo(page) {
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
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
    take() {
      const handed = complaints;
      complaints = [];
      for (const directive of reported) taken = new Map(taken).set(directive, (taken.get(directive) ?? 0) + 1);
      reported = [];
      return handed;
    },
    async expectSilence() {
      const all = [...complaints, ...(await reports()).map((directive) => `reported to the server: ${directive}`)];
      if (all.length > 0) throw new Error(`the browser complained:\n${all.join('\n')}`);
    },
  };
};
