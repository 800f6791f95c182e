import { expect, it } from 'vitest';
import { layoutFaults } from '../../kernels/memory.ts';
import { ENGINES, guardedMemory } from '../../testing/guarded-memory.ts';
import { openParquetFile } from '../parquet.ts';
import { pageSpaceSize, placePageSpace } from './page-space.ts';
import { batchOf, parquetBytes, type TestColumn } from './testing/batches.ts';
import { largeTable } from './testing/large-table.ts';

const ROOM_FOR_GUARDS = 1 << 16;

/** Text that fills a page before its rows do, and one cell that is a page of its own. */
const longTexts: TestColumn[] = [
  {
    name: 'long',
    type: { kind: 'string' },
    nullable: true,
    cells: Array.from({ length: 900 }, (_, i) => (i % 6 ? `${i}`.repeat(1 + (i % 2000)) : null)),
  },
  {
    name: 'huge',
    type: { kind: 'json' },
    nullable: false,
    cells: Array.from({ length: 900 }, (_, i) => `"${'x'.repeat(i === 450 ? 3 << 20 : i)}"`),
  },
];

it.each([
  ['all kinds', largeTable(20_000)],
  ['long texts', longTexts],
])('pages of %s stay within their regions, by either engine', (_, columns) => {
  const rows = columns[0]?.cells.length ?? 0;
  const files = ENGINES.map((engine) => {
    const size = pageSpaceSize(columns) + ROOM_FOR_GUARDS;
    const memory = guardedMemory(engine, size);
    const space = placePageSpace(memory, columns);
    const pieces: Uint8Array[] = [];
    // Two files, one after the other: what the first one left behind must not show.
    for (let file = 0; file < 2; file++) {
      pieces.length = 0;
      const writer = openParquetFile(columns, (bytes) => pieces.push(bytes.slice()), { space });
      for (let from = 0; from < rows; from += 3001)
        writer.add(batchOf(columns, from, Math.min(from + 3001, rows)));
      writer.finish();
      expect(layoutFaults(memory)).toEqual([]);
    }
    return Buffer.concat(pieces);
  });
  for (const file of files) expect(Buffer.compare(file, parquetBytes(columns))).toBe(0);
});
