import { basename } from 'node:path';
import type { TableShape } from '@rowmill/core';
import {
  type Expectation,
  impliedExpectations,
  type Request,
  resolveExpectations,
} from '@rowmill/core/engine';
import type { Program } from '@rowmill/core/kernels';
import type { RunContext } from '../ports.ts';
import { type Manifest, partFiles, type StoredTable } from '../stores/manifest.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { checkDataset } from '../validation/dataset-checks.ts';
import { type DatasetKeys, planDatasetKeys, type StoredKeys } from '../validation/dataset-keys.ts';
import type { TableParts } from '../validation/table-parts.ts';
import { claimChecks } from './claim-gate.ts';
import { dayOfToday } from './day-of-today.ts';
import { maskChecks } from './mask-checks.ts';
import type { RunPlan } from './plan-run.ts';

/** Folder, in the run, of the lists of failing rows. */
export const FAILURES_FOLDER = 'failures';

/**
 * Checks a stored dataset: what its shapes promise, what the request expects, and what the JSON Schemas said while
 * it was made.
 *
 * @param keys of the same rows, when this run made them
 */
export async function validateDataset(
  request: Request,
  plan: RunPlan,
  manifest: Manifest,
  { store, runId, directory }: Pick<RunContext, 'store' | 'runId' | 'directory'>,
  keys?: StoredKeys,
): Promise<CheckResult[]> {
  const tables = manifest.tables.map(({ shape }) => shape);
  const files = Object.fromEntries(
    manifest.tables.map((table) => [table.name, partsOf(table, manifest, store)]),
  );
  const failures = `runs/${runId}/${FAILURES_FOLDER}`;
  const checks = await checkDataset({
    tables,
    files,
    ...expectationsOf(request, plan, tables),
    ...(keys === undefined ? {} : { keys }),
    failuresDirectory: store.localPath(failures),
    ...(request.validation.failures === undefined
      ? {}
      : { failuresFormat: request.validation.failures }),
    today: dayOfToday(),
    referenceDate: request.referenceDate,
    directory,
    hide: Object.fromEntries(
      manifest.tables.flatMap((table) =>
        table.origin === 'masked'
          ? [[table.name, table.shape.columns.map(({ name }) => name)]]
          : [],
      ),
    ),
  });
  for (const { failuresFile } of checks)
    if (failuresFile !== undefined) await store.publish(`${failures}/${basename(failuresFile)}`);
  return [
    ...manifest.tables.flatMap((table) => schemaCheck(table)),
    ...manifest.tables.flatMap((table) => maskChecks(table, request)),
    ...claimChecks(request, plan, manifest),
    ...checks,
  ];
}

/**
 * Plans the keys that workers shall compute while they make the dataset.
 *
 * @throws RequestError when an expectation does not fit the tables.
 */
export function planKeys(request: Request, plan: RunPlan): DatasetKeys {
  const shapes = plan.tables.map(({ shape }) => shape);
  const programs = plan.tables.flatMap((table): [string, Program][] =>
    table.kind === 'generated' ? [[table.name, table.program]] : [],
  );
  const { expectations, pathOf } = expectationsOf(request, plan, shapes);
  const { referenceDate } = request;
  const resolved = resolveExpectations(expectations, shapes, { referenceDate, pathOf });
  return planDatasetKeys(resolved, new Map(programs));
}

/** What the manifest tells of a table; its parts are fetched when a check has to look at its rows. */
export function partsOf(
  table: StoredTable,
  { datasetId }: Manifest,
  store: RunContext['store'],
): TableParts {
  return {
    rowCount: table.rows,
    firstRows: table.parts.map(({ firstRow }) => firstRow),
    ...nullsOf(table),
    files: async () => (table.rows === 0 ? [] : partFiles(store, datasetId, table)),
  };
}

/** Sums over the parts. A run that an older version began may have parts whose nulls nobody has counted. */
function nullsOf({ parts }: StoredTable): Pick<TableParts, 'nulls'> {
  const sums = new Map<string, number>();
  for (const { nulls } of parts) {
    if (nulls === undefined) return {};
    for (const [column, count] of Object.entries(nulls))
      sums.set(column, (sums.get(column) ?? 0) + count);
  }
  return { nulls: Object.fromEntries(sums) };
}

/** What has to hold of the dataset, and where the request says so: what shapes promise comes first. */
function expectationsOf(
  request: Request,
  plan: RunPlan,
  tables: readonly TableShape[],
): { expectations: Expectation[]; pathOf(index: number): (string | number)[] } {
  const planned = Object.fromEntries(
    plan.tables.flatMap((table) =>
      table.kind === 'generated' ? [[table.name, table.rowCount]] : [],
    ),
  );
  const implied = impliedExpectations(tables, planned);
  return {
    expectations: [...implied, ...request.validation.expectations],
    pathOf: (index) => ['validation', 'expectations', index - implied.length],
  };
}

function schemaCheck({ name, rows, schema, seconds }: StoredTable): CheckResult[] {
  if (schema === undefined) return [];
  const rules = Object.entries(schema.byRule).map(
    ([rule, count]) => `${rule} (${count.toLocaleString('en')})`,
  );
  return [
    {
      name: 'rowsMatchJsonSchema',
      table: name,
      columns: [],
      passed: schema.rows === 0,
      checkedRows: rows,
      failingRows: schema.rows,
      ...(schema.rows === 0
        ? {}
        : {
            problem: `${schema.rows.toLocaleString('en')} rows break the JSON Schema: ${rules.join(', ')}`,
          }),
      examples: schema.examples.map(({ key, row, rule, column }) => ({
        key,
        row,
        rule,
        column,
        values: {},
      })),
      seconds,
    },
  ];
}
