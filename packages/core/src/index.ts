export type { RequestIssue } from './errors.ts';
export { CellTooLargeError, DataError, RequestError, RowmillError } from './errors.ts';
export type { CellValue, Row } from './format/read-rows.ts';
export type { ColumnShape, ReferenceShape, TableShape } from './model/table-shape.ts';
export type { ValueKind, ValueType } from './model/value-type.ts';
export type {
  ColumnInput,
  CountInput,
  RequestInput,
  TableInput,
  TargetInput,
} from './request/input.ts';
export { defineRequest } from './request/input.ts';
export { type RowOf, type RowRequest, rows } from './rows.ts';
