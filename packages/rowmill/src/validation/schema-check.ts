import type { TableShape } from '@rowmill/core';
import type { RowFailure, RowValidator } from '@rowmill/core/engine';
import type { CheckExample, CheckResult } from './check-result.ts';
import { hideValue } from './hidden-values.ts';

/** What a schema check knows after some rows: plain JSON, so that shards can send it. */
export interface SchemaCheckPart {
  readonly checkedRows: number;
  readonly failingRows: number;
  /** The first failures of these rows. */
  readonly examples: readonly CheckExample[];
  readonly seconds: number;
}

export interface SchemaCheckOptions {
  readonly table: TableShape;
  readonly validate: RowValidator;
  /** Columns whose values must not appear. */
  readonly hidden: ReadonlySet<string>;
  /** Key of the tokens for hidden values; one for all shards and checks of a run. */
  readonly tokenKey: string;
  /** Most failures that a part keeps. */
  readonly limit?: number;
}

export interface SchemaCheck {
  /** Checks one row and gives all that is wrong with it, for a complete list; memory stays bounded. */
  add(row: Readonly<Record<string, unknown>>, rowNumber: number): readonly CheckExample[];
  finish(seconds: number): SchemaCheckPart;
}

const RIGHT: readonly CheckExample[] = [];

/** Starts to check the rows of one shard against their table's JSON Schema. */
export function startSchemaCheck({
  table,
  validate,
  hidden,
  tokenKey,
  limit = 20,
}: SchemaCheckOptions): SchemaCheck {
  let checkedRows = 0;
  let failingRows = 0;
  const examples: CheckExample[] = [];
  const show = (row: Readonly<Record<string, unknown>>, columns: readonly string[]) =>
    Object.fromEntries(
      columns.map((name) => [name, hidden.has(name) ? hideValue(row[name], tokenKey) : row[name]]),
    );
  const describe = (
    { rule, column }: RowFailure,
    row: Readonly<Record<string, unknown>>,
    rowNumber: number,
  ): CheckExample => {
    const name = topColumn(column);
    const values = name !== undefined && Object.hasOwn(row, name) ? show(row, [name]) : {};
    return { key: show(row, table.key), row: rowNumber, rule, column, values };
  };
  return {
    add(row, rowNumber) {
      checkedRows += 1;
      const failures = validate(row);
      if (failures.length === 0) return RIGHT;
      failingRows += 1;
      const found = failures.map((failure) => describe(failure, row, rowNumber));
      examples.push(...found.slice(0, limit - examples.length));
      return found;
    },
    finish: (seconds) => ({ checkedRows, failingRows, examples, seconds }),
  };
}

/** The parts of all shards as one check of the table. Their order does not matter. */
export function mergeSchemaParts(
  table: string,
  parts: readonly SchemaCheckPart[],
  limit = 20,
): CheckResult {
  const sum = (pick: (part: SchemaCheckPart) => number) =>
    parts.reduce((total, part) => total + pick(part), 0);
  const checkedRows = sum((part) => part.checkedRows);
  const failingRows = sum((part) => part.failingRows);
  const [failing, all] = [failingRows, checkedRows].map((count) => count.toLocaleString('en-US'));
  const examples = parts
    .flatMap((part) => part.examples)
    .sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
    .slice(0, limit);
  return {
    name: 'rows-match-schema',
    table,
    columns: [],
    passed: failingRows === 0,
    checkedRows,
    failingRows,
    ...(failingRows === 0 ? {} : { problem: `${failing} of ${all} rows break their JSON Schema` }),
    examples,
    seconds: sum((part) => part.seconds),
  };
}

function topColumn(pointer: string): string | undefined {
  return pointer.split('/')[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
}
