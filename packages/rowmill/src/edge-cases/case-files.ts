import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { caseLabels, type PlanWithEdgeCases } from '@rowmill/core/engine';
import type { RunDirectory } from '../stores/run-directory.ts';
import { jsonOfRow } from './row-text.ts';

/** Folder, in a run, of what tests are fed and judged with. */
export const EDGE_CASES_FOLDER = 'edge-cases';

/** Labels of all edge cases of a run. */
export const LABELS_FILE = `${EDGE_CASES_FOLDER}/labels.ndjson`;

/** What the tables of a request have on purpose, and what is kept out of them. */
export type PlannedCases = Pick<PlanWithEdgeCases, 'tables' | 'invalidRows'>;

/** Name of the file with the invalid rows of a table. */
export const invalidFile = (table: string): string =>
  `${EDGE_CASES_FOLDER}/${table.replace(/[^\w.-]/g, '_')}.invalid.ndjson`;

/**
 * Writes the invalid rows of each table as NDJSON, and the labels of all edge cases, into the folder of a run. Safe to
 * repeat: the same request has the same rows.
 *
 * @returns path of the folder; undefined where there are no edge cases
 */
export async function writeCaseFiles(
  { tables, invalidRows }: PlannedCases,
  files: RunDirectory,
): Promise<string | undefined> {
  const invalid = await invalidRows();
  const labels = tables.flatMap((table) => caseLabels(table, invalid.get(table.name)?.rows));
  if (labels.length === 0) return undefined;
  const folder = files.localPath(EDGE_CASES_FOLDER);
  for (const { name, shape } of tables) {
    const own = invalid.get(name);
    if (own === undefined) continue;
    const lines = own.rows.map(({ row }) => `${jsonOfRow(row, shape.columns)}\n`);
    await writeLocal(files, invalidFile(name), lines.join(''));
  }
  const lines = labels.map((label) => `${JSON.stringify(label)}\n`);
  await writeLocal(files, LABELS_FILE, lines.join(''));
  return folder;
}

/** Keeps the files with the run. Where objects are no files, they are at their local paths no more. */
export async function publishCaseFiles(
  { tables, invalidRows }: PlannedCases,
  files: RunDirectory,
): Promise<void> {
  const invalid = await invalidRows();
  for (const { name } of tables) if (invalid.has(name)) await files.publish(invalidFile(name));
  await files.publish(LABELS_FILE);
}

/** Programs of this machine read the files at their local paths. */
async function writeLocal(files: RunDirectory, name: string, text: string): Promise<void> {
  const path = files.localPath(name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
