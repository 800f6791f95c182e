import type { DictionaryPage } from './column-encoder.ts';
import { DICTIONARY_SLOTS, PAGE_ROWS } from './limits.ts';
import type { PageCells } from './page-cells.ts';
import { DICTIONARY } from './page-kernels.ts';
import type { ColumnSpace, PageSpace } from './page-space.ts';

/** How much a dictionary holds. */
export interface DictionaryExtent {
  readonly entries: number;
  readonly bytes: number;
}

/** The distinct texts of one column in one row group, in the order in which they first appear. */
export interface TextDictionary {
  extent(): DictionaryExtent;
  /**
   * Puts the entries of the cells of some rows of a page behind `found` others. Gives how many cells have a
   * value, -1 when there is no room.
   */
  lookUp(cells: PageCells, row: number, end: number, found: number): number;
  /** Takes away what was added since. No text may be looked up after that until the dictionary is cleared. */
  forget(since: DictionaryExtent): void;
  clear(): void;
  page(): DictionaryPage;
  /** Hands on all entries as addresses and lengths (i32), piece by piece. */
  eachPiece(use: (address: number, length: number, count: number) => void): void;
}

const LENGTH_BYTES = 4;
const NOTHING: DictionaryExtent = { entries: 0, bytes: 0 };

/** Undefined where the column looks for no distinct texts. */
export function openTextDictionary(
  { kernels, memory, regions }: PageSpace,
  { dictionary, known }: ColumnSpace,
): TextDictionary | undefined {
  if (dictionary === 0) return undefined;
  const { view, bytes } = memory;
  const field = (name: keyof typeof DICTIONARY): number =>
    view.getInt32(dictionary + DICTIONARY[name], true);
  const setExtent = ({ entries, bytes: used }: DictionaryExtent): void => {
    view.setInt32(dictionary + DICTIONARY.entries, entries, true);
    view.setInt32(dictionary + DICTIONARY.bytes, used, true);
  };
  let isUsed = false;
  return {
    extent: () => ({ entries: field('entries'), bytes: field('bytes') }),
    lookUp({ column: { vector }, from, valid }, row, end, found) {
      if (vector.kind !== 'text' || row >= end) return 0;
      isUsed = true;
      const at = 4 * (from + row);
      const address = vector.address.byteOffset + at;
      const length = vector.length.byteOffset + at;
      const flags = valid === 0 ? 0 : valid + row;
      const out = regions.codes + 4 * found;
      const { entries } = vector;
      if (known === undefined || entries?.dictionary !== known.source)
        return kernels.lookUpTexts(address, length, flags, end - row, dictionary, out);
      const codes = entries.codes.byteOffset + at;
      const place = known.address;
      return kernels.recodeTexts(codes, place, address, length, flags, end - row, dictionary, out);
    },
    forget: setExtent,
    clear() {
      if (!isUsed) return;
      isUsed = false;
      setExtent(NOTHING);
      bytes.fill(0, field('slots'), field('slots') + 4 * DICTIONARY_SLOTS);
      if (known !== undefined)
        bytes.fill(0, known.address, known.address + 4 * (known.source.offsets.length - 1));
    },
    page: () => ({
      entryCount: field('entries'),
      address: field('texts'),
      byteLength: field('bytes'),
    }),
    eachPiece(use) {
      const { values, codes } = regions;
      const starts = field('starts');
      for (let from = 0; from < field('entries'); from += PAGE_ROWS) {
        const count = Math.min(PAGE_ROWS, field('entries') - from);
        for (let i = 0; i < count; i++) {
          const start = view.getInt32(starts + 4 * (from + i), true);
          view.setInt32(values + 4 * i, start + LENGTH_BYTES, true);
          view.setInt32(codes + 4 * i, view.getInt32(start, true), true);
        }
        use(values, codes, count);
      }
    },
  };
}
