import { createNumberCells } from './number-cells.ts';
import { reservedRange } from './reserved.ts';

/** Names the personal data in a text: what the detectors of free text and of columns find. */
export type Detect = (text: string) => Iterable<{
  readonly type: string;
  readonly start: number;
  readonly end: number;
}>;

/** Personal data that detectors find in a sample of what is delivered of a column. */
export interface FoundData {
  add(before: string | null, after: string): void;
  /** Finds by kind. */
  counts(): Readonly<Record<string, number>>;
  /** Cells that were looked at. */
  cells(): number;
}

/** Cells of a column that detectors look at: the first ones. */
const MOST_CELLS = 20_000;
const MOST_CHARACTERS = 4_000_000;

/**
 * Searches the first cells of a column.
 *
 * Left out are values in a range that reaches nobody; what no reserved range tells apart, such as a name, where the cell
 * did not have it before, so that it was invented; and numbers that are cards or telephones by chance.
 */
export function createFoundData(detect: Detect): FoundData {
  const inTexts = new Map<string, number>();
  const kindsOfNumbers = new Set<string>();
  const numbers = createNumberCells();
  let [cells, characters] = [0, 0];
  return {
    cells: () => cells,
    counts() {
      const all = new Map(inTexts);
      for (const kind of kindsOfNumbers) all.set(kind, (all.get(kind) ?? 0) + numbers.found(kind));
      return Object.fromEntries([...all].filter(([, count]) => count > 0));
    },
    add(before, after) {
      if (cells >= MOST_CELLS || characters >= MOST_CHARACTERS) return;
      cells += 1;
      characters += after.length;
      const kinds = kindsIn(before, after, detect);
      const isNumber = numbers.add(after.trim(), kinds);
      for (const kind of kinds) {
        if (isNumber) kindsOfNumbers.add(kind);
        else inTexts.set(kind, (inTexts.get(kind) ?? 0) + 1);
      }
    },
  };
}

function kindsIn(before: string | null, after: string, detect: Detect): readonly string[] {
  const kinds: string[] = [];
  for (const { type, start, end } of detect(after)) {
    const found = after.slice(start, end);
    const isReserved = reservedRange(type);
    const reachesNobody =
      isReserved === undefined ? isInvented(found, before ?? '') : isReserved(found);
    if (!reachesNobody) kinds.push(type);
  }
  return kinds;
}

/** Whether no word of what was found stood in the cell before: a last name may have stayed behind a new first name. */
function isInvented(found: string, before: string): boolean {
  const words = found.match(WORD) ?? [found];
  const known = new Set(before.match(WORD));
  return !words.some((word) => known.has(word));
}

const WORD = /[\p{L}\p{N}]{3,}/gu;
