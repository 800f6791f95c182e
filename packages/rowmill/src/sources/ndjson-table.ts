import { DataError } from '@rowmill/core';
import {
  openMemory,
  openNdjsonReader,
  type ReadBatch,
  rowReaderSize,
  Tags,
} from '@rowmill/core/kernels';
import { type ByteFeed, chunksOf } from './byte-feed.ts';
import { openFileFeed } from './file-bytes.ts';
import { readString } from './ndjson-fields.ts';
import { type Line, readLines } from './ndjson-lines.ts';
import { type NdjsonObject, readObjects } from './ndjson-objects.ts';
import { canRead, readBatches } from './read-batches.ts';
import { openCells, rawRow } from './row-cells.ts';
import type { SourceColumn, SourceRows } from './source.ts';
import type { SourceFile } from './source-file.ts';

/** Rows whose keys make the columns. */
export const SAMPLE_ROWS = 10_000;

/** Longest piece of a key that a message shows. */
const SHOWN_KEY = 60;

type Cell = string | null;

/**
 * The rows of a file of NDJSON, one cell per column. Regular lines go through a kernel, others through JSON.parse.
 *
 * @throws DataError after the rows before it, for a line that is no JSON object, holds a key twice or one that is no
 * column, or half a character.
 */
export async function* readNdjsonTable(
  file: SourceFile,
  columns: readonly SourceColumn[],
): AsyncGenerator<SourceRows> {
  const { path } = file;
  const names = columns.map(({ name }) => name);
  const places = placesOf(columns);
  const feed = await openFileFeed(file);
  try {
    if (canRead(names)) yield* readFast(feed, file, names, places);
    else yield* readNdjsonExactly(feed, path, places, 1);
  } finally {
    await feed.close();
  }
}

async function* readFast(
  feed: ByteFeed,
  { path, signal }: SourceFile,
  columns: readonly string[],
  places: Places,
): AsyncGenerator<SourceRows> {
  const reader = openNdjsonReader(openMemory(rowReaderSize({ columns })), { columns });
  for await (const piece of readBatches(reader, feed, signal)) {
    if (piece.kind === 'batch') yield* checked(rowsOf(piece.batch, places, path));
    else yield* readNdjsonExactly(feed, path, places, piece.firstLine);
  }
}

/** Without a kernel: for lines that are too long for one. */
export async function* readNdjsonExactly(
  feed: ByteFeed,
  path: string,
  places: Places,
  firstLine: number,
): AsyncGenerator<SourceRows> {
  for await (const lines of readLines(chunksOf(feed), path, firstLine))
    yield* checked(readExactly(lines, places, path));
}

/** Rows of objects that stand in one text or other, each where its line says. */
export async function* readObjectRows(
  groups: AsyncIterable<readonly Line[]>,
  path: string,
  columns: readonly SourceColumn[],
): AsyncGenerator<SourceRows> {
  const places = placesOf(columns);
  for await (const lines of groups) yield* checked(readExactly(lines, places, path));
}

/** Where a key goes. */
interface Place {
  readonly index: number;
  readonly isJson: boolean;
}

type Places = ReadonlyMap<string, Place>;

export function placesOf(columns: readonly SourceColumn[]): Places {
  return new Map(
    columns.map(({ name, type }, index) => [name, { index, isJson: type?.kind === 'json' }]),
  );
}

/** Rows up to the first that cannot be read. */
interface CheckedRows {
  readonly rows: SourceRows;
  readonly problem: DataError | undefined;
}

function* checked({ rows, problem }: CheckedRows): Generator<SourceRows> {
  yield rows;
  if (problem) throw problem;
}

function rowsOf(batch: ReadBatch, places: Places, path: string): CheckedRows {
  const cellsOf = openCells(batch);
  const jsonTags = batch.columns
    .filter(({ name }) => places.get(name)?.isJson)
    .map(({ tags }) => tags);
  const rows: (readonly Cell[])[] = [];
  for (let i = 0; i < batch.rowCount; i++) {
    // The text of a string in a column of JSON keeps its quotes, which views of strings lack.
    if (batch.sound[i] === 1 && !jsonTags.some((tags) => tags[i] === Tags.string))
      rows.push(cellsOf(i));
    else {
      const line = {
        number: batch.firstLine + (batch.lines[i] as number),
        bytes: rawRow(batch, i),
      };
      const exact = readExactly([line], places, path);
      rows.push(...exact.rows);
      if (exact.problem) return { rows, problem: exact.problem };
    }
  }
  return { rows, problem: undefined };
}

/** The exact path. */
function readExactly(lines: readonly Line[], places: Places, path: string): CheckedRows {
  const { objects, problem } = readObjects(lines, path);
  const rows: (readonly Cell[])[] = [];
  for (const object of objects) {
    const row = makeRow(object, places);
    if (typeof row === 'string') return { rows, problem: new DataError(path, object.line, row) };
    rows.push(row);
  }
  return { rows, problem };
}

/** The cells of a row, or what is wrong with it. */
function makeRow({ fields }: NdjsonObject, places: Places): readonly Cell[] | string {
  const row: (Cell | undefined)[] = new Array<undefined>(places.size).fill(undefined);
  for (const { name, json } of fields) {
    const place = places.get(name);
    if (!place) return unknownKey(name);
    if (row[place.index] !== undefined)
      return `key ${shown(name)} stands twice in this row - remove one`;
    const cell = cellOf(json, place.isJson);
    if (cell !== null && /\p{Surrogate}/u.test(cell)) {
      return `the value of ${shown(name)} holds half a character (a lone \\u escape of a surrogate) - it cannot be written as UTF-8`;
    }
    row[place.index] = cell;
  }
  return row.map((cell) => cell ?? null);
}

function cellOf(json: string, isJson: boolean): Cell {
  if (json === 'null') return null;
  return json.startsWith('"') && !isJson ? readString(json) : json;
}

function unknownKey(name: string): string {
  return `key ${shown(name)} is in none of the first ${SAMPLE_ROWS} rows, so nothing decides how it is masked - move this row up among them and give the key a masking rule, or remove the key`;
}

function shown(name: string): string {
  return JSON.stringify(name.length > SHOWN_KEY ? `${name.slice(0, SHOWN_KEY)}…` : name);
}
