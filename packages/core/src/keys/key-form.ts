import type { Program } from '../program/steps.ts';

/** How the key of some columns is computed. */
export interface KeyForm {
  /** Indexes of the columns in the batch. */
  readonly columns: readonly number[];
  /** Keys have 128 bits: those of one column of UUIDs. */
  readonly isWide: boolean;
  /**
   * What the key is made of, where equal keys mean equal values; forms with equal words here can be compared. Absent
   * for texts and for several columns, whose keys are hashes.
   */
  readonly exact?: string;
}

/**
 * The form of the key of some columns of a program.
 *
 * @throws RangeError for a name that no column has
 */
export function keyForm({ columns, registers }: Program, names: readonly string[]): KeyForm {
  const indexes = names.map((name) => {
    const index = columns.findIndex((column) => column.name === name);
    if (index < 0) throw new RangeError(`there is no column "${name}" to make a key of`);
    return index;
  });
  const [only] = indexes;
  const column = indexes.length === 1 && only !== undefined ? columns[only] : undefined;
  const kind = column === undefined ? undefined : registers[column.register];
  if (column === undefined || kind === 'text') return { columns: indexes, isWide: false };
  // A decimal is an integer that its scale gives a meaning.
  const exact = `${kind} ${JSON.stringify(column.type)}`;
  return { columns: indexes, isWide: kind === 'uuid', exact };
}
