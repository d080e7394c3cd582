/** How an import is coming along, on standard error: a bar in a terminal, else a line for every thousand. */
import type { ImportProgress } from './import.ts';

const barWidth = 30;

export const showProgress = (
  out: { write(text: string): unknown; readonly isTTY?: boolean | undefined },
  nowMs: () => number,
): { tell(progress: ImportProgress): void; end(): void } => {
  const beganMs = nowMs();
  let lastThousand = 0;
  let hasBar = false;
  return {
    tell({ lines, bytes, bytesTotal }) {
      const share = bytesTotal === 0 ? 1 : Math.min(1, bytes / bytesTotal);
      const rate = Math.round(lines / Math.max((nowMs() - beganMs) / 1000, 0.001));
      if (out.isTTY) {
        hasBar = true;
        const full = Math.round(share * barWidth);
        const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
        out.write(`\r${bar} ${Math.round(share * 100)} % · ${lines} orders · ${rate}/s `);
        return;
      }
      const thousand = Math.floor(lines / 1000);
      if (thousand === lastThousand) return;
      lastThousand = thousand;
      out.write(`${lines} orders, ${Math.round(share * 100)} %, ${rate}/s\n`);
    },
    end() {
      if (hasBar) out.write('\n');
    },
  };
};
