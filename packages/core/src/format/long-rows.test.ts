import { describe, expect, it } from 'vitest';
import { CellTooLargeError } from '../errors.ts';
import { planColumns } from '../testing/columns.ts';
import { column } from '../testing/requests.ts';
import { expectSameBytes, withEngine } from '../testing/same-bytes.ts';
import { json } from './forms/json.ts';
import { openTextTable, type RowRange } from './text-table.ts';

const ROWS = 5;
const RANGE: RowRange = { firstRow: 0, rowCount: ROWS, startsPart: true };

async function programOf(text: string) {
  const values = [text, 'short'];
  return (await planColumns({ id: column('sequence'), text: column('choice', { values }) }, ROWS))
    .program;
}

async function bytesOf(text: string): Promise<number> {
  const table = await openTextTable(await programOf(text), json);
  let sum = 0;
  table.write(RANGE, ({ length }) => {
    sum += length;
  });
  return sum;
}

describe('rows that fill most of the memory for rows', () => {
  it.each([
    ['text that grows a little', 'q"ü\n'.repeat(200_000)],
    ['quotes', '"'.repeat(900_000)],
    ['apostrophes', "'".repeat(1_000_000)],
    ['control characters', '\u0001'.repeat(340_000)],
    ['tabs and backslashes', '\t\\'.repeat(500_000)],
  ])('are the same by both engines: %s', async (_name, text) => {
    expect(await bytesOf(text)).toBeGreaterThan(text.length);
    await expectSameBytes(await programOf(text), [RANGE]);
  });

  it.each(['ts', 'wasm'] as const)(
    'are refused where they do not fit, by engine %s',
    async (engine) => {
      const write = withEngine(engine, () => bytesOf('"'.repeat(1_100_000)));
      await expect(write).rejects.toThrow(CellTooLargeError);
    },
  );
});
