import { test } from 'vitest';
import { openStage } from './stage.ts';
test('x', async () => {
  const d = await openStage();
for (const p of d.set.personas) { const r = await fetch(p.link); console.log(r.status, p.link); }
  await d.close();
});
