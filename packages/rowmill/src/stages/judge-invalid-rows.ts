import { impliedExpectations, resolveExpectations } from '@rowmill/core/engine';
import { invalidFile, publishCaseFiles, writeCaseFiles } from '../edge-cases/case-files.ts';
import { openKnownKeys } from '../edge-cases/known-keys.ts';
import { reportedRules } from '../edge-cases/reported-rules.ts';
import { scoreInvalidRows, toldCheck } from '../edge-cases/score-invalid.ts';
import type { StageContext } from '../ports.ts';
import type { InvalidRowsScore } from '../reports/run-report.ts';
import type { Manifest } from '../stores/manifest.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { describeTables } from '../validation/checked-tables.ts';
import { type Database, openDuckDb } from '../validation/open-duckdb.ts';
import type { PlannedRun } from './planned-run.ts';
import { partsOf } from './validate-dataset.ts';

/** `edge-scores.json` of a run: how well its checks tell invalid rows, by table. */
export type EdgeScoresFile = Readonly<Record<string, InvalidRowsScore>>;

export const EDGE_SCORES_FILE = 'edge-scores.json';

/**
 * Writes the invalid rows of a run beside its dataset, has them checked by all that checks the dataset, and keeps how
 * many were told. Safe to repeat.
 *
 * @returns a check for each table with invalid rows
 */
export async function judgeInvalidRows(
  { request, plan: { generated }, schemas }: PlannedRun,
  manifest: Manifest,
  { store, files }: StageContext,
): Promise<CheckResult[]> {
  if (generated === undefined) return [];
  if ((await writeCaseFiles(generated, files)) === undefined) return [];
  const tables = manifest.tables.map(({ shape }) => shape);
  const expectations = [...impliedExpectations(tables, {}), ...request.validation.expectations];
  const { referenceDate } = request;
  const resolved = resolveExpectations(expectations, tables, { referenceDate });
  let opened: Promise<Database> | undefined;
  const database = (): Promise<Database> => {
    opened ??= openDuckDb();
    return opened;
  };
  const parts = manifest.tables.map((table) => [table.name, partsOf(table, manifest, store)]);
  const stored = describeTables(database, { tables, files: Object.fromEntries(parts), hide: {} });
  const keys = openKnownKeys(database, stored);
  const scores: Record<string, InvalidRowsScore> = {};
  const checks: CheckResult[] = [];
  try {
    for (const [table, { rows }] of await generated.invalidRows()) {
      if (rows.length === 0) continue;
      const started = performance.now();
      const rules = { table, schema: schemas.get(table), expectations: resolved, keys };
      const file = files.localPath(invalidFile(table));
      const score = scoreInvalidRows(rows, await reportedRules(rows, file, rules));
      scores[table] = score;
      checks.push(toldCheck(table, rows, score, (performance.now() - started) / 1000));
    }
  } finally {
    await opened?.then(
      (used) => used.close(),
      () => undefined,
    );
  }
  await files.write(EDGE_SCORES_FILE, scores);
  await publishCaseFiles(generated, files);
  return checks;
}
