/** Checks of rows against JSON Schema, behind a door of their own: the validator is slow to load, and most commands need none. */
export type { BatchValidator } from './validate/batch-validator.ts';
export { openBatchValidator } from './validate/batch-validator.ts';
export type { RowValidator, RowValidatorOptions } from './validate/json-schema.ts';
export { createRowValidator } from './validate/json-schema.ts';
export type { RowFailure } from './validate/row-failure.ts';
