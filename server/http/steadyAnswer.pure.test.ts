import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/httpApp.ts';
import { answerNoSoonerThan } from './steadyAnswer.ts';

describe('steady answers', () => {
  it.each(['/known', '/unknown', '/fault'])(
    'ok S7: %s is answered when the time has come, and not before',
    async (path) => {
      const waited: number[] = [];
      let end = () => {};
      const wait = (ms: number) =>
        new Promise<void>((resolve) => {
          waited.push(ms);
          end = resolve;
        });
      const app = testApp()
        .use(answerNoSoonerThan(300, wait))
        .get('/fault', () => {
          throw new Error('ours');
        })
        .get('*', (c) => c.text(c.req.path));
      let answered = false;
      const answer = Promise.resolve(app.request(path)).then((response) => {
        answered = true;
        return response.status;
      });
      await new Promise((resolve) => setImmediate(resolve));
      expect([waited, answered]).toEqual([[300], false]);
      end();
      expect(await answer).toBe(path === '/fault' ? 500 : 200);
    },
  );
});
