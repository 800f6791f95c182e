/** Places as bits; at least one of them is set. */
export interface SeenPlaces {
  readonly before: number;
  readonly after: number;
}

/**
 * Keyed hashes of values, each with the places where it was seen, in bounded memory.
 *
 * A set that is full forgets half of its values, and takes every second one from then on: which ones, the hash decides,
 * so that a value that is in the sample is in it wherever it was seen.
 */
export interface ValueSet {
  /** Notes that the value with this hash (two unsigned 32-bit words) was seen in these places, as bits. */
  add(high: number, low: number, places: SeenPlaces): void;
  /** Calls for every value of the sample. */
  each(visit: (before: number, after: number) => void): void;
  /** One value in so many is in the sample: 1, 2, 4 … */
  sampledOneIn(): number;
}

const FILL = 0.6;
const SMALLEST = 1024;

/** @param mostEntries values that are remembered at once, at 16 bytes each and some room */
export function createValueSet(mostEntries: number): ValueSet {
  let table = openTable(SMALLEST);
  let used = 0;
  let skipBits = 0;

  const put = (high: number, low: number, { before, after }: SeenPlaces): void => {
    const slot = slotOf(table, high, low);
    if (table.before[slot] === 0 && table.after[slot] === 0) {
      used += 1;
      table.high[slot] = high;
      table.low[slot] = low;
    }
    table.before[slot] = (table.before[slot] as number) | before;
    table.after[slot] = (table.after[slot] as number) | after;
  };
  const rebuild = (size: number): void => {
    const old = table;
    table = openTable(size);
    used = 0;
    eachEntry(old, (high, low, before, after) => {
      if (isSampled(low, skipBits)) put(high, low, { before, after });
    });
  };
  const makeRoom = (): void => {
    if (used < FILL * table.high.length) return;
    if (used < mostEntries) rebuild(table.high.length * 2);
    while (used >= mostEntries) {
      skipBits += 1;
      rebuild(table.high.length);
    }
  };
  return {
    add(high, low, places) {
      if (!isSampled(low, skipBits)) return;
      put(high, low, places);
      makeRoom();
    },
    each(visit) {
      eachEntry(table, (_, _low, before, after) => visit(before, after));
    },
    sampledOneIn: () => 2 ** skipBits,
  };
}

/** The low bits of the low word choose the sample, the high word the place in the table. */
const isSampled = (low: number, skipBits: number): boolean => (low & (2 ** skipBits - 1)) === 0;

interface Table {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly before: Uint32Array;
  readonly after: Uint32Array;
}

function openTable(size: number): Table {
  const column = (): Uint32Array => new Uint32Array(size);
  return { high: column(), low: column(), before: column(), after: column() };
}

/** Linear probing in a table whose size is a power of two. */
function slotOf(
  { high, low, before, after }: Table,
  wantedHigh: number,
  wantedLow: number,
): number {
  const mask = high.length - 1;
  let slot = wantedHigh & mask;
  while (
    (before[slot] !== 0 || after[slot] !== 0) &&
    (high[slot] !== wantedHigh || low[slot] !== wantedLow)
  )
    slot = (slot + 1) & mask;
  return slot;
}

function eachEntry(
  { high, low, before, after }: Table,
  visit: (high: number, low: number, before: number, after: number) => void,
): void {
  for (let slot = 0; slot < high.length; slot++) {
    const [was, is] = [before[slot] as number, after[slot] as number];
    if (was !== 0 || is !== 0) visit(high[slot] as number, low[slot] as number, was, is);
  }
}
