/**
 * The product is a command line; what tests and scripts write requests with is in `@rowmill/core`. This entry gives
 * the same names, so that a project with `rowmill` installed needs no second package.
 */
export type { ColumnInput, CountInput, RequestInput, TableInput, TargetInput } from '@rowmill/core';
export { defineRequest } from '@rowmill/core';
export type { RunReport } from './reports/run-report.ts';
