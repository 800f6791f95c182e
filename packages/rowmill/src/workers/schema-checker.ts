import { appendFileSync } from 'node:fs';
import type { BatchValidator, RowValidator } from '@rowmill/core/json-schema';
import type { Batch, EncodedBatch } from '@rowmill/core/kernels';
import { faultsOf } from '../validation/row-check.ts';
import type { SchemaFailureExample, SchemaFailures } from './jobs.ts';

/** What rows are checked with, and how a failing row is told. */
export interface SchemaCheck {
  readonly validate: RowValidator;
  /** Tells from columns which rows fail, where they can tell. */
  readonly batches: BatchValidator;
  /** Columns that tell a row from others; without any, its number does. */
  readonly key: readonly string[];
  /** Columns whose values must not be shown: they come from a source. */
  readonly hidden: ReadonlySet<string>;
  /** NDJSON file that takes every failing row. */
  readonly failuresFile: string;
}

const MAX_EXAMPLES = 20;
const NEWLINE = 10;

/** Checks rows in the form in which they are delivered as NDJSON. */
export function createSchemaChecker(schema: SchemaCheck | undefined): {
  check(batch: Batch, json: EncodedBatch | undefined): void;
  failures(): SchemaFailures;
} {
  const byRule: Record<string, number> = {};
  const examples: SchemaFailureExample[] = [];
  let rows = 0;
  if (schema === undefined)
    return { check: () => {}, failures: () => ({ rows, byRule, examples }) };

  const checkRow = (value: Record<string, unknown>, row: number): string => {
    const failures = faultsOf(schema.validate, { value });
    if (failures.length === 0) return '';
    rows++;
    const key = Object.fromEntries(
      schema.key.map((name) => [name, schema.hidden.has(name) ? '(hidden)' : value[name]]),
    );
    const told = failures.map(({ rule, column, message }) => ({ key, row, rule, column, message }));
    for (const { rule } of told) byRule[rule] = (byRule[rule] ?? 0) + 1;
    if (examples.length < MAX_EXAMPLES)
      examples.push(...told.slice(0, MAX_EXAMPLES - examples.length));
    return told.map((failure) => `${JSON.stringify(failure)}\n`).join('');
  };
  return {
    check(batch, json) {
      const verdicts = schema.batches.check(batch);
      if (verdicts?.failures === 0) return;
      const failed = linesOf(json).map((line, i) => {
        if (verdicts?.passed[i] === 1) return '';
        return checkRow(JSON.parse(line) as Record<string, unknown>, batch.firstRow + i);
      });
      const told = failed.join('');
      if (told !== '') appendFileSync(schema.failuresFile, told);
    },
    failures: () => ({ rows, byRule, examples }),
  };
}

function linesOf(json: EncodedBatch | undefined): string[] {
  const pieces: Buffer[] = [];
  json?.write((bytes) => void pieces.push(Buffer.from(bytes)));
  const text = Buffer.concat(pieces);
  const end = text[text.length - 1] === NEWLINE ? text.length - 1 : text.length;
  return end === 0 ? [] : text.toString('utf8', 0, end).split('\n');
}
