/**
 * Checks of columns, and of rows against JSON Schema, behind a door of their own: they are slow to load, and most
 * commands need none. Worker threads come through here, so nothing that reads requests does.
 */
export type { Check, Limits, Range } from './checks/check.ts';
export { type ColumnCheck, type ColumnPlan, planColumnChecks } from './checks/column-plan.ts';
export {
  checksSize,
  failingRows,
  type OpenChecks,
  openChecks,
  type Verdicts,
} from './checks/open-checks.ts';
export type { BatchValidator } from './validate/batch-validator.ts';
export { openBatchValidator } from './validate/batch-validator.ts';
export {
  AROUND,
  type ExactNumbers,
  isFloat,
  isWhole,
  readDecimal,
} from './validate/exact-numbers.ts';
export { noteExactNumbers } from './validate/exact-schema.ts';
export type { RowValidator, RowValidatorOptions } from './validate/json-schema.ts';
export { createRowValidator } from './validate/json-schema.ts';
export {
  type KeywordDefinition,
  type KeywordExpression,
  type KeywordExpressions,
  type Keywords,
  type KeywordType,
  keywordsOf,
} from './validate/keywords.ts';
export type { RowFailure } from './validate/row-failure.ts';
export { SchemaError } from './validate/schema-error.ts';
export { referencesOf, resolveUri, type SchemaReference } from './validate/schema-parts.ts';
