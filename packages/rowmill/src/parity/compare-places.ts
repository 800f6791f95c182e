import { UsageError } from '../usage-error.ts';
import { commonFamily, familyOf } from './column-family.ts';
import { commonColumns, compareShapes } from './compare-shapes.ts';
import type { ComparedPlace } from './compared-place.ts';
import { differingRows, type ReadTable, type ShowKey } from './differing-rows.ts';
import type { OpenTable } from './open-table.ts';
import {
  PARITY_VERSION,
  type ParityCell,
  type ParityDifference,
  type ParityReport,
  type ParityTable,
} from './parity-report.ts';
import { digestTable, type RowForm } from './table-digests.ts';

export interface CompareOptions {
  /** Keys of tables whose stores do not know them: files. One that a place does not have is left aside. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  /** Keys that somebody has asked for. */
  readonly askedKeys?: Readonly<Record<string, readonly string[]>>;
  /** How the values of a key are shown, by table. */
  readonly show: (table: string) => ShowKey;
  /** Absent: all tables of all places. */
  readonly only?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  /** Told before a table of a place is read. */
  readonly onTable?: (table: string, place: string) => void;
}

/**
 * Compares what some places hold, table by table: columns, types, constraints, numbers of rows and the contents of the
 * rows, whatever the order in which a store keeps them and the words in which it spells them. Reads every table once, and
 * a second time where contents differ, in bounded memory.
 *
 * @throws UsageError for a key that was asked for and is not there.
 * @throws SourceError, DataError when a table cannot be read: what could not be compared is not equal.
 */
export async function comparePlaces(
  places: readonly ComparedPlace[],
  options: CompareOptions,
): Promise<ParityReport> {
  const names = tableNames(places).filter((name) => options.only?.has(name) ?? true);
  const tables: ParityTable[] = [];
  for (const name of names) tables.push(await compareTable(name, places, options));
  return {
    version: PARITY_VERSION,
    equal: tables.every(({ equal }) => equal),
    places: places.map(({ name, describe }) => ({ name, describe })),
    tables,
  };
}

/** In the order of the first place that has them. */
function tableNames(places: readonly ComparedPlace[]): readonly string[] {
  return [...new Set(places.flatMap(({ tables }) => tables.map(({ name }) => name)))];
}

async function compareTable(
  name: string,
  places: readonly ComparedPlace[],
  options: CompareOptions,
): Promise<ParityTable> {
  const opened: OpenTable[] = [];
  try {
    for (const place of places) {
      const table = place.tables.find((one) => one.name === name);
      if (table === undefined) continue;
      const { engine, schema } = table;
      const source = await table.open();
      opened.push({
        place: place.name,
        engine,
        ...(schema !== undefined && { schema }),
        source,
      });
    }
    return await compareOpen(name, { places, opened }, options);
  } finally {
    await Promise.all(opened.map(({ source }) => source.close()));
  }
}

async function compareOpen(
  name: string,
  { places, opened }: { places: readonly ComparedPlace[]; opened: readonly OpenTable[] },
  options: CompareOptions,
): Promise<ParityTable> {
  const read: ReadTable[] = [];
  const columns = commonColumns(opened);
  const asked = options.askedKeys?.[name];
  if (asked !== undefined) assertColumns(name, columns, asked);
  const key = keyOf(opened, columns, asked ?? options.keys?.[name] ?? []);
  for (const table of opened) {
    options.onTable?.(name, table.place);
    const form = formOf(table, opened, { columns, key });
    const rows = () => table.source.rows(options.signal);
    read.push({ place: table.place, form, rows, digests: await digestTable(rows(), form) });
  }
  const cells = cellsOf(places, read);
  const differences = [
    ...missingTables(name, places, opened),
    ...compareShapes(opened),
    ...contentDifferences(read),
  ];
  return {
    name,
    equal: differences.length === 0,
    cells,
    differences,
    rows: await rowsOf(read, options.show(name)),
    notes: notesOf({ columns, key, opened }),
  };
}

/** A key that is known of one place is good enough: only few rows are found worse where another place breaks it. */
function keyOf(
  opened: readonly OpenTable[],
  columns: readonly string[],
  given: readonly string[],
): readonly string[] {
  const known = opened.map(({ source }) => source.constraints?.primaryKey ?? []);
  const key = [given, ...known].find((names) => names.length > 0) ?? [];
  return key.every((name) => columns.includes(name)) ? key : [];
}

function assertColumns(table: string, columns: readonly string[], asked: readonly string[]): void {
  const missing = asked.filter((name) => !columns.includes(name));
  if (missing.length === 0) return;
  throw new UsageError(
    `the key of ${table} names ${missing.join(', ')}, which not all places have - they have: ${columns.join(', ') || 'no column in common'}`,
  );
}

function formOf(
  { source }: OpenTable,
  opened: readonly OpenTable[],
  { columns, key }: { readonly columns: readonly string[]; readonly key: readonly string[] },
): RowForm {
  const columnOf = (table: OpenTable, name: string) =>
    table.source.columns.find((column) => column.name === name);
  const families = columns.map((name) =>
    commonFamily(
      opened.map((table) => {
        const column = columnOf(table, name);
        return column && familyOf(column);
      }),
    ),
  );
  return {
    columns,
    families,
    key: key.map((name) => columns.indexOf(name)),
    positions: columns.map((name) => source.columns.findIndex((column) => column.name === name)),
  };
}

function cellsOf(
  places: readonly ComparedPlace[],
  read: readonly ReadTable[],
): readonly (ParityCell | null)[] {
  const letters = new Map<string, string>();
  for (const { digests } of read) {
    const content = contentOf(digests);
    if (!letters.has(content)) letters.set(content, letterOf(letters.size));
  }
  return places.map(({ name }) => {
    const table = read.find(({ place }) => place === name);
    if (table === undefined) return null;
    const { rows, digest } = table.digests;
    return { rows, digest, group: letters.get(contentOf(table.digests)) ?? '' };
  });
}

const contentOf = ({ rows, digest }: { rows: number; digest: string }): string =>
  `${rows} ${digest}`;

/** `A` to `Z`, then `A1` … */
const letterOf = (index: number): string =>
  `${String.fromCharCode(65 + (index % 26))}${index < 26 ? '' : Math.floor(index / 26)}`;

function missingTables(
  name: string,
  places: readonly ComparedPlace[],
  opened: readonly OpenTable[],
): ParityDifference[] {
  const without = places.filter((place) => !opened.some((table) => table.place === place.name));
  return without.map((place) => ({
    kind: 'table',
    message: `there is no table ${name} in ${place.name}`,
  }));
}

function contentDifferences(read: readonly ReadTable[]): ParityDifference[] {
  const [first, ...others] = read;
  if (first === undefined) return [];
  return others.flatMap(({ place, digests }): ParityDifference[] => {
    if (contentOf(digests) === contentOf(first.digests)) return [];
    const [ours, theirs] = [first.digests.rows, digests.rows];
    if (ours !== theirs) {
      const message = `${first.place} has ${ours.toLocaleString('en')} rows, ${place} has ${theirs.toLocaleString('en')}`;
      return [{ kind: 'rows', message }];
    }
    return [{ kind: 'content', message: `the rows of ${place} are not those of ${first.place}` }];
  });
}

async function rowsOf(read: readonly ReadTable[], show: ShowKey) {
  const [first, ...others] = read;
  if (first === undefined) return [];
  const found: ParityTable['rows'][number][] = [];
  for (const other of others) {
    if (contentOf(other.digests) === contentOf(first.digests)) continue;
    found.push(...(await differingRows(first, other, show)));
  }
  return found;
}

function notesOf({
  columns,
  key,
  opened,
}: {
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly opened: readonly OpenTable[];
}): readonly string[] {
  const files = opened.filter(({ source }) => source.constraints === undefined);
  const unknown = files.map(({ place }) => place);
  return [
    ...(columns.length === 0
      ? ['the places have no column in common: no contents were compared']
      : []),
    ...(key.length === 0 ? ['without a key, rows that differ cannot be named'] : []),
    ...(unknown.length === 0 || unknown.length === opened.length
      ? []
      : [`${unknown.join(', ')} keeps no keys and references to compare`]),
  ];
}
