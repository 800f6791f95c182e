import { Writable } from 'node:stream';
import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import { liveProgress } from './live.ts';

/** What was written to a terminal, without what moves its cursor. */
function openTerminal() {
  let text = '';
  const stream = new Writable({
    write(bytes, _, done) {
      text += String(bytes);
      done();
    },
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: sequences begin with ESC.
  return { stream, text: () => text.replace(/\u001b\[[?\d;]*[A-Za-z]/g, '') };
}

it('draws a bar for each table, and leaves a line for what is done', () => {
  const { stream, text } = openTerminal();
  const noteColors = picocolors.createColors(false);
  const { emit, stop } = liveProgress({ noteColors, width: 100 }, stream);
  emit({ type: 'stage', stage: 'build', status: 'started' });
  emit({ type: 'progress', table: 'users', rows: 5000, totalRows: 20_000, bytes: 600_000 });
  emit({ type: 'progress', table: 'people', rows: 70, bytes: 0 });
  emit({ type: 'note', message: 'by the way' });
  emit({ type: 'table', table: 'users', rows: 20_000, bytes: 2_400_000, seconds: 2 });
  emit({ type: 'stage', stage: 'build', status: 'failed', seconds: 3, detail: 'disk full' });
  stop();
  expect(text()).toContain(`  users  ${'━'.repeat(6)}${'─'.repeat(18)}  25 %  `);
  expect(text()).toContain('  people  70 rows  ');
  expect(text()).toContain('  by the way\n');
  expect(text()).toContain('  ✓ users: 20,000 rows, 2.4 MB in 2.00 s (10 k rows/s)\n');
  expect(text()).toContain('✗ build: failed after 3.00 s - disk full\n');
});

it('says nothing after it was stopped, however often', () => {
  const { stream, text } = openTerminal();
  const { stop } = liveProgress({ noteColors: picocolors.createColors(false), width: 40 }, stream);
  stop();
  const before = text();
  stop();
  expect(text()).toBe(before);
});
