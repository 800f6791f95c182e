import { randomBytes } from 'node:crypto';
import {
  type KeyForm,
  type KeyWindow,
  keyForm,
  type ResolvedExpectation,
} from '@rowmill/core/engine';
import type { Program } from '@rowmill/core/kernels';
import type { TableKeys } from '../workers/jobs.ts';

/** The keys that workers compute while they make a dataset, so that its checks need not read the rows again. */
export interface DatasetKeys {
  /** Drawn for each run: nobody can choose values whose keys collide. */
  readonly secret: Uint8Array;
  readonly sets: readonly KeySet[];
}

/** Keys of some columns of a table, one for each row without a null in them. */
export interface KeySet {
  readonly table: string;
  readonly columns: readonly string[];
  readonly form: KeyForm;
  /** Of the folder of its files: `0`, `1` … */
  readonly name: string;
}

/** A set whose keys are there. */
export interface StoredKeySet extends KeySet {
  /** Bytes that have to be brought here to search all of it at once; 0 where it is here. */
  readonly distantBytes: number;
  /** Paths of files with at least what is wanted of the keys. There until {@link release} is called. */
  files(window: KeyWindow): Promise<readonly string[]>;
  release(): Promise<void>;
}

export interface StoredKeys {
  readonly sets: readonly StoredKeySet[];
}

/** Finds out which keys would spare the checks a look at the rows. Only tables that have a program can have keys. */
export function planDatasetKeys(
  expectations: readonly ResolvedExpectation[],
  programs: ReadonlyMap<string, Program>,
): DatasetKeys {
  const sets = new Map<string, KeySet>();
  const add = (table: string, columns: readonly string[], form: KeyForm): void => {
    const id = JSON.stringify([table, columns]);
    if (sets.has(id)) return;
    sets.set(id, { table, columns, form, name: String(sets.size) });
  };
  for (const { table, query } of expectations) {
    if (query.failing === 'rows-repeated') {
      const form = formOf(programs, table, query.columns);
      if (form !== undefined) add(table, query.columns, form);
    }
    if (query.failing === 'rows-without-parent') {
      const child = formOf(programs, table, query.columns);
      const parent = formOf(programs, query.parentTable, query.parentColumns);
      // A hash that a parent has too proves nothing: only keys that are the values themselves do.
      if (child?.exact === undefined || child.exact !== parent?.exact) continue;
      add(table, query.columns, child);
      add(query.parentTable, query.parentColumns, parent);
    }
  }
  return { secret: randomBytes(16), sets: [...sets.values()] };
}

function formOf(
  programs: ReadonlyMap<string, Program>,
  table: string,
  columns: readonly string[],
): KeyForm | undefined {
  const program = programs.get(table);
  return program === undefined ? undefined : keyForm(program, columns);
}

/**
 * What the workers have to know to compute the keys of one table.
 *
 * @param directoryOf folder of the files of a set, by its name
 */
export function tableKeys(
  { secret, sets }: DatasetKeys,
  table: string,
  directoryOf: (name: string) => string,
): TableKeys {
  const own = sets.filter((set) => set.table === table);
  return { secret, sets: own.map(({ form, name }) => ({ form, directory: directoryOf(name) })) };
}

export function findKeySet(
  { sets }: StoredKeys,
  table: string,
  columns: readonly string[],
): StoredKeySet | undefined {
  const id = JSON.stringify(columns);
  return sets.find((set) => set.table === table && JSON.stringify(set.columns) === id);
}
