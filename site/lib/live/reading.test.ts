import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createReading } from './reading.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that is read when the test says so, with the instants at which it was asked for. */
const openPage = () => {
  const asked: number[] = [];
  const answers: PromiseWithResolvers<void>[] = [];
  const reading = createReading('fact-0', () => {
    asked.push(Date.now());
    const answer = Promise.withResolvers<void>();
    answers.push(answer);
    return answer.promise;
  });
  const settle = async (how: 'read' | 'failed') => {
    const answer = answers.at(-1) ?? expect.unreachable();
    if (how === 'read') answer.resolve();
    else answer.reject(new Error('answered 503'));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { reading, asked, settle };
};

describe('reading an open page anew', () => {
  test('ok: what was heard is known once the page was read, and not before; several at once are read once', async () => {
    const { reading, asked, settle } = openPage();
    reading.hear('fact-1');
    reading.hear('fact-2');
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toHaveLength(1);
    expect(reading.known()).toBe('fact-0');
    await settle('read');
    expect(reading.known()).toBe('fact-2');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveLength(1);
  });

  test('ok: what could not be read is read again without another event, after pauses that grow to a minute', async () => {
    const { reading, asked, settle } = openPage();
    reading.hear('fact-1');
    await vi.advanceTimersByTimeAsync(100);
    for (let failure = 1; failure <= 9; failure += 1) {
      await settle('failed');
      expect(reading.known()).toBe('fact-0');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked).toHaveLength(failure + 1);
    }
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    for (const [index, pause] of pauses.entries()) {
      const most = Math.min(1_000 * 2 ** index, 60_000);
      // The test itself lets a minute pass after each.
      expect(pause % 60_000 || 60_000).toBeLessThanOrEqual(most);
    }
    await settle('read');
    expect(reading.known()).toBe('fact-1');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveLength(10);
  });

  test('ok: what happens while it is read is read after it, and is not known by what was read before', async () => {
    const { reading, asked, settle } = openPage();
    reading.hear('fact-1');
    await vi.advanceTimersByTimeAsync(100);
    reading.hear('fact-2');
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toHaveLength(1);
    await settle('read');
    expect(reading.known()).toBe('fact-1');
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toHaveLength(2);
    await settle('read');
    expect(reading.known()).toBe('fact-2');
  });

  test('ok: at rest it tries no more, and begins anew when it is asked to', async () => {
    const { reading, asked, settle } = openPage();
    reading.hear('fact-1');
    await vi.advanceTimersByTimeAsync(100);
    await settle('failed');
    reading.rest();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveLength(1);
    reading.readSoon();
    await vi.advanceTimersByTimeAsync(100);
    // Hidden while it is being read: what fails then is left for when it is seen.
    reading.rest();
    await settle('failed');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveLength(2);
    reading.readSoon();
    await vi.advanceTimersByTimeAsync(100);
    await settle('read');
    expect(reading.known()).toBe('fact-1');
  });
});
