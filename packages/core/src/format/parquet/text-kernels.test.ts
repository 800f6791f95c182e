import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DICTIONARY, DICTIONARY_BYTES } from './page-kernels.ts';
import { expectSamePages, type PageTrial } from './testing/page-memory.ts';
import { rowsOf } from './testing/rows.ts';

const ROOM = 1 << 21;
const RUNS = { numRuns: 40 };
const encoder = new TextEncoder();

const texts = rowsOf(
  fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    fc.string({ minLength: 15, maxLength: 90 }),
    fc.constantFrom(
      '',
      'a',
      'prefix of eight or more A',
      'prefix of eight or more B',
      '札幌',
      '\0',
    ),
  ),
);
const flagged = fc.boolean();

/** Cells without a value hold what nobody may look at. */
function putTexts(trial: PageTrial, cells: readonly string[], valid: Uint8Array | undefined) {
  const address = new Int32Array(cells.length).fill(-5);
  const length = new Int32Array(cells.length).fill(-7);
  for (const [i, cell] of cells.entries()) {
    if (valid !== undefined && valid[i] === 0) continue;
    const bytes = encoder.encode(cell);
    address[i] = trial.put(bytes);
    length[i] = bytes.length;
  }
  return {
    address: trial.put(address),
    length: trial.put(length),
    valid: valid === undefined ? 0 : trial.put(valid),
    count: cells.length,
    byteLength: cells.reduce((sum, cell) => sum + 4 * cell.length, 0),
  };
}

describe('kernels of texts', () => {
  it('add up, gather and stage alike', () => {
    fc.assert(
      fc.property(texts, flagged, ({ cells, valid }, hasNulls) => {
        expectSamePages(ROOM, (trial) => {
          const { kernels, room, read } = trial;
          const put = putTexts(trial, cells, hasNulls ? valid : undefined);
          const { address, length, count } = put;
          const gathered = room(put.byteLength);
          const staged = room(put.byteLength);
          const views = [room(4 * count), room(4 * count)] as const;
          const sum = kernels.sumLengths(length, put.valid, count);
          const end = kernels.gatherTexts(address, length, put.valid, count, gathered);
          kernels.stageTexts(address, length, put.valid, count, staged, ...views);
          expect(end - gathered).toBe(sum);
          // Where regions begin differs between engines.
          const from = new Int32Array(trial.memory.buffer, views[0], count).map(
            (at) => at - staged,
          );
          return [sum, read(gathered, sum), read(staged, sum), from, read(views[1], 4 * count)];
        });
      }),
      RUNS,
    );
  });

  it('find the same bounds, which are those of the sorted cells', () => {
    fc.assert(
      fc.property(texts, flagged, ({ cells, valid }, hasNulls) => {
        const found = expectSamePages(ROOM, (trial) => {
          const put = putTexts(trial, cells, hasNulls ? valid : undefined);
          const out = trial.room(8);
          trial.kernels.textBounds(put.address, put.length, put.valid, put.count, out);
          return [0, 4].map((which) => trial.memory.view.getInt32(out + which, true));
        });
        const present = cells.filter((_, i) => !hasNulls || valid[i] === 1);
        const sorted = present.map((cell) => Buffer.from(cell)).toSorted(Buffer.compare);
        expect(found.map((row) => cells[row] && Buffer.from(cells[row]))).toEqual(
          [sorted[0], sorted.at(-1)].map((bytes) => (bytes?.length === 0 ? '' : bytes)),
        );
      }),
      RUNS,
    );
  });

  it('number the same texts alike, with and without the numbers of another dictionary', () => {
    fc.assert(
      fc.property(texts, flagged, fc.nat({ max: 40 }), ({ cells, valid }, hasNulls, entryRoom) => {
        const [plain, coded] = expectSamePages(ROOM, (trial) => {
          const put = putTexts(trial, cells, hasNulls ? valid : undefined);
          const { address, length, count } = put;
          const { kernels, room, read } = trial;
          const names = [...new Set(cells)];
          const codes = trial.put(Int32Array.from(cells, (cell) => names.indexOf(cell)));
          const known = trial.put(new Int32Array(names.length));
          return [false, true].map((isCoded) => {
            const { dictionary, texts: entries } = putDictionary(trial, entryRoom, 600);
            const out = room(4 * count);
            const taken = isCoded
              ? kernels.recodeTexts(
                  codes,
                  known,
                  address,
                  length,
                  put.valid,
                  count,
                  dictionary,
                  out,
                )
              : kernels.lookUpTexts(address, length, put.valid, count, dictionary, out);
            const used = trial.memory.view.getInt32(dictionary + DICTIONARY.bytes, true);
            return [taken, read(out, 4 * Math.max(0, taken)), read(entries, used)];
          });
        });
        expect(coded).toEqual(plain);
      }),
      RUNS,
    );
  });
});

function putDictionary(trial: PageTrial, entryRoom: number, byteRoom: number) {
  const mask = 2 ** Math.ceil(Math.log2(2 * entryRoom + 2)) - 1;
  const dictionary = trial.put(new Uint8Array(DICTIONARY_BYTES));
  const fields = {
    entryRoom,
    byteRoom,
    mask,
    slots: trial.put(new Int32Array(mask + 1)),
    texts: trial.room(byteRoom),
    starts: trial.room(4 * entryRoom),
  };
  for (const [name, value] of Object.entries(fields))
    trial.memory.view.setInt32(dictionary + DICTIONARY[name as keyof typeof fields], value, true);
  return { dictionary, texts: fields.texts };
}
