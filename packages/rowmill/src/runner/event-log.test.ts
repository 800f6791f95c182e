import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import type { RunEvent } from '../ports.ts';
import { runFiles } from '../runs/run-files.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { keepEvents, openEventLog } from './event-log.ts';

const note = (message: string): RunEvent => ({ type: 'note', message });
const output = (text: string): RunEvent => ({ type: 'output', text });

function openRun() {
  const store = createDirectoryStore(temporaryFolder());
  const files = runFiles('r');
  const [log, said] = [store.path(files.events), store.path(files.output)];
  mkdirSync(dirname(log), { recursive: true });
  const told: RunEvent[] = [];
  const emit = keepEvents({ store, emit: (event) => told.push(event) }, 'r');
  const reader = openEventLog(store, 'r');
  const read = async (): Promise<RunEvent[]> => {
    const events: RunEvent[] = [];
    for await (const { event } of reader.read()) events.push(event);
    return events;
  };
  return { log, told, emit, read, say: (text: string) => appendFileSync(said, text) };
}

it('puts output between the events that it came between, and tells everything once', async () => {
  const { emit, read, say, told } = openRun();
  expect(await read()).toEqual([]);
  emit(note('one'));
  say('first\n');
  say('second\n');
  emit(note('two'));
  emit({ type: 'progress', table: 't', rows: 1, bytes: 1 });
  emit(output('told live'));
  say('third\n');
  expect(await read()).toEqual([
    note('one'),
    output('first\nsecond\n'),
    note('two'),
    output('third\n'),
  ]);
  expect(told).toHaveLength(4);
  say('fou');
  emit(note('three'));
  say('rth');
  expect(await read()).toEqual([output('fou'), note('three'), output('rth')]);
  expect(await read()).toEqual([]);
});

it('gives long output in pieces of whole lines, one after the other', async () => {
  const { read, say } = openRun();
  const text = Array.from({ length: 40_000 }, (_, i) => `line ${i} ${'\u00e4'.repeat(20)}\n`).join(
    '',
  );
  say(`${text}${'x'.repeat(3 << 20)}`);
  const pieces = (await read()).map((event) => (event.type === 'output' ? event.text : ''));
  expect(pieces.join('')).toBe(`${text}${'x'.repeat(3 << 20)}`);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(1 << 20);
  expect(pieces[0]?.endsWith('\n')).toBe(true);
});

it('waits for the rest of a line, and passes over what a killed process has left of one', async () => {
  const { emit, read, log } = openRun();
  appendFileSync(log, '{"at":"2026-01-01T00:00:00.000Z","outp');
  expect(await read()).toEqual([]);
  appendFileSync(log, 'utBytes":0,"event":{"type":"note","message":"whole"}}\n{"at":');
  expect(await read()).toEqual([note('whole')]);
  emit(note('lost with the piece before it'));
  emit(note('next'));
  expect(await read()).toEqual([note('next')]);
});
