import { describe, expect, it } from 'vitest';
import { planColumns } from '../testing/columns.ts';
import { column } from '../testing/requests.ts';
import { expectSameBytes, withEngine } from '../testing/same-bytes.ts';
import { openBatchTable } from './batch-table.ts';
import { ndjson } from './forms/ndjson.ts';
import { type Announce, openTextTable, type RowRange } from './text-table.ts';

const FIRST: RowRange = { firstRow: 0, rowCount: 3, startsPart: true };
const NEXT: RowRange = { firstRow: 3, rowCount: 2, startsPart: false };
const NEXT_LINES = '{"id":4}\n{"id":5}\n';

const programOf = async () => (await planColumns({ id: column('sequence') })).program;

const refuse = (): never => {
  throw new Error('the disk is full');
};

/** What `work` writes, as text. */
function written(work: (write: (bytes: Uint8Array) => void) => void): string {
  let text = '';
  work((bytes) => {
    text += new TextDecoder().decode(bytes);
  });
  return text;
}

describe.each(['ts', 'wasm'] as const)('a write after one that failed, by engine %s', (engine) => {
  it.each<[string, (bytes: Uint8Array) => void, Announce]>([
    ['bytes', refuse, () => {}],
    ['rows', () => {}, refuse],
  ])('has its own rows alone, where the receiver of %s threw', async (_name, write, announce) => {
    const table = await withEngine(engine, async () => openTextTable(await programOf(), ndjson));
    expect(() => table.write(FIRST, write, announce)).toThrow('the disk is full');
    expect(written((to) => table.write(NEXT, to))).toBe(NEXT_LINES);
  });

  it('has its own rows alone, where rows are read as batches', async () => {
    const table = await withEngine(engine, async () => openBatchTable(await programOf(), ndjson));
    const write = (range: RowRange, to: (bytes: Uint8Array) => void): void =>
      table.read(range, (_batch, [encoded]) => encoded?.write(to));
    expect(() => write(FIRST, refuse)).toThrow('the disk is full');
    expect(written((to) => write(NEXT, to))).toBe(NEXT_LINES);
  });
});

it('both engines write equal templates of which one has nulls', async () => {
  const template = column('template', { template: '{{id}} pieces' });
  const columns = { id: column('sequence'), one: template, other: { ...template, nulls: 0.5 } };
  await expectSameBytes((await planColumns(columns)).program, [FIRST]);
});
