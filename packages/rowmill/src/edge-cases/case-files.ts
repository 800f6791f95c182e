import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TableShape } from '@rowmill/core';
import { caseLabels, type PlanWithEdgeCases } from '@rowmill/core/engine';
import { programRows } from '@rowmill/core/kernels';
import { StoreError } from '../errors.ts';
import type { RunDirectory } from '../stores/run-directory.ts';
import { csvHeader, csvOfRow, jsonOfRow, type LooseRow } from './row-text.ts';

/** Folder, in a run, of what tests are fed and judged with. */
const EDGE_CASES_FOLDER = 'edge-cases';

/** What the tables of a request have on purpose, and what is kept out of them. */
export type PlannedCases = Pick<PlanWithEdgeCases, 'tables' | 'invalidRows'>;

export type CaseFormat = 'ndjson' | 'csv' | 'json';

interface CaseFile {
  readonly name: string;
  readonly rows: number;
  readonly text: string;
}

const safe = (table: string): string => table.replace(/[^\w.-]/g, '_');

/** Name of the file with the invalid rows of a table. */
export const invalidFile = (table: string): string =>
  `${EDGE_CASES_FOLDER}/${safe(table)}.invalid.ndjson`;

/**
 * The edge rows of each table, its invalid rows, and the labels of both. Of rows that are repeated for the sake of a
 * share, each is there once. Same request, same files.
 *
 * @param only these tables
 */
export async function caseFiles(
  { tables, invalidRows }: PlannedCases,
  { format, only }: { readonly format: CaseFormat; readonly only?: ReadonlySet<string> },
): Promise<CaseFile[]> {
  const invalid = await invalidRows();
  const files: CaseFile[] = [];
  const labels = [];
  for (const table of tables) {
    const { name, shape, program, edge } = table;
    if (only?.has(name) === false) continue;
    const add = (verdict: string, rows: readonly LooseRow[]): void => {
      const text = textOf(rows, shape.columns, format);
      files.push({ name: `${safe(name)}.${verdict}.${format}`, rows: rows.length, text });
    };
    const own = invalid.get(name)?.rows;
    if (edge !== undefined)
      add('valid', await programRows(program, edge.firstRow, edge.cycle.length));
    if (own !== undefined)
      add(
        'invalid',
        own.map(({ row }) => row),
      );
    labels.push(...caseLabels(table, own));
  }
  if (files.length === 0) return [];
  const rows = labels.map((label) => ({ ...label }));
  const text = textOf(rows, LABEL_COLUMNS, format);
  return [...files, { name: `labels.${format}`, rows: labels.length, text }];
}

const LABEL_COLUMNS: TableShape['columns'] = [
  'id',
  'table',
  'row',
  'column',
  'case',
  'rule',
  'verdict',
].map((name) => ({ name, type: { kind: 'string' }, nullable: false }));

function textOf(
  rows: readonly LooseRow[],
  columns: TableShape['columns'],
  format: CaseFormat,
): string {
  if (format === 'csv')
    return [csvHeader(columns), ...rows.map((row) => csvOfRow(row, columns)), ''].join('\n');
  const lines = rows.map((row) => jsonOfRow(row, columns));
  return format === 'json'
    ? `[\n${lines.join(',\n')}\n]\n`
    : lines.map((line) => `${line}\n`).join('');
}

/**
 * Writes files of edge cases into a folder.
 *
 * @throws {@link StoreError} when they cannot be written.
 */
export async function writeInto(folder: string, files: readonly CaseFile[]): Promise<void> {
  try {
    for (const { name, text } of files) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  } catch (error) {
    throw StoreError.of(folder, 'writing edge cases', error);
  }
}

/**
 * Writes them into the folder of a run, where programs of this machine find them. Safe to repeat.
 *
 * @returns path of the folder; undefined where there are no edge cases
 */
export async function writeCaseFiles(
  planned: PlannedCases,
  files: RunDirectory,
): Promise<string | undefined> {
  const made = await caseFiles(planned, { format: 'ndjson' });
  if (made.length === 0) return undefined;
  const folder = files.localPath(EDGE_CASES_FOLDER);
  await writeInto(folder, made);
  return folder;
}

/** Keeps them with the run. Where objects are no files, they are at their local paths no more. */
export async function publishCaseFiles(planned: PlannedCases, files: RunDirectory): Promise<void> {
  for (const { name } of await caseFiles(planned, { format: 'ndjson' }))
    await files.publish(`${EDGE_CASES_FOLDER}/${name}`);
}
