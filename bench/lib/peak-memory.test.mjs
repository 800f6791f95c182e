import { expect, it } from 'vitest';
import { runNode } from './node-process.mjs';
import { assertRoom, peakMegabytes } from './peak-memory.mjs';

const peakOf = (script) =>
  peakMegabytes(({ node, env }) => runNode([...node, '--eval', script], { env }));

it('sees what a process holds, also where it is let go again', async () => {
  const small = await peakOf('0');
  const large = await peakOf('Buffer.alloc(200e6, 1); 0');
  expect(small).toBeGreaterThan(20);
  expect(large - small).toBeGreaterThan(190);
  expect(large - small).toBeLessThan(260);
});

it('sees the threads of a process as part of it', async () => {
  const worker = `new (require('node:worker_threads').Worker)('Buffer.alloc(200e6, 1)', { eval: true })`;
  expect(await peakOf(worker)).toBeGreaterThan(200);
});

it('refuses a folder without room, by name', () => {
  expect(() => assertRoom('/tmp', 1e18)).toThrow('/tmp: needs');
  expect(() => assertRoom('/tmp', 1)).not.toThrow();
});
