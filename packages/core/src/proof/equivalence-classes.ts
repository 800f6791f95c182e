/** Rows that share the values of all quasi-identifiers: nobody can tell one of them from another. */
export interface EquivalenceClass {
  readonly rows: number;
  /** Rows by the value of each sensitive column, in the order of the columns. */
  readonly sensitive: readonly ReadonlyMap<string, number>[];
}

/** Gathers the equivalence classes of a table, batch by batch, in any order. */
export interface ClassCounter {
  /**
   * @param quasi cells of the quasi-identifiers, one list per column
   * @param sensitive cells of the sensitive columns, one list per column
   */
  add(quasi: readonly Cells[], sensitive: readonly Cells[], rowCount: number): void;
  /** Absent where there are more classes than can be kept apart. */
  classes(): readonly EquivalenceClass[] | undefined;
}

type Cells = readonly (string | null)[];

/** Classes and their sensitive values that are counted; a table with more of them has next to no anonymity. */
const MOST_ENTRIES = 2_000_000;

/** Stands for null, which is a value like any other: who has none is told apart by that. */
const NULL = '\u0000';

/** Counts rows by class. Memory grows with the classes, up to `mostEntries` of them and their sensitive values. */
export function createClassCounter(mostEntries = MOST_ENTRIES): ClassCounter {
  const found = new Map<string, { rows: number; sensitive: Map<string, number>[] }>();
  let entries = 0;
  let isFull = false;
  const put = (key: string, values: readonly string[]): void => {
    let one = found.get(key);
    if (one === undefined) {
      one = { rows: 0, sensitive: values.map(() => new Map<string, number>()) };
      found.set(key, one);
      entries += 1;
    }
    one.rows += 1;
    for (const [index, value] of values.entries()) {
      const counts = one.sensitive[index];
      if (counts === undefined) continue;
      if (!counts.has(value)) entries += 1;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  };
  return {
    add(quasi, sensitive, rowCount) {
      for (let row = 0; row < rowCount && !isFull; row++) {
        put(
          keyOf(quasi, row),
          sensitive.map((cells) => cells[row] ?? NULL),
        );
        isFull = entries > mostEntries;
      }
      if (isFull) found.clear();
    },
    classes: () => (isFull ? undefined : [...found.values()]),
  };
}

/** Lengths keep values apart that run into one another. */
function keyOf(quasi: readonly Cells[], row: number): string {
  let key = '';
  for (const cells of quasi) {
    const value = cells[row] ?? NULL;
    key += `${value.length}:${value}`;
  }
  return key;
}
