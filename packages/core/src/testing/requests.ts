import type { GeneratedColumn, GeneratedTable, Request, TableRequest } from '../request/types.ts';

export type { Request } from '../request/types.ts';
export type ColumnRequest = GeneratedColumn;

/** A request in normal form with these tables; what tests do not name has its default. */
export function requestOf(
  tables: Readonly<Record<string, TableRequest>>,
  changes: Partial<Request> = {},
): Request {
  return {
    name: 'test',
    seed: 42,
    locale: 'en',
    referenceDate: '2025-01-01T00:00:00.000Z',
    imports: {},
    tables,
    masking: {},
    validation: { schemas: {}, expectations: [] },
    environments: {},
    cleanup: 'always',
    ...changes,
  };
}

/** A table of generated columns. */
export function generatedTable(
  rows: number | GeneratedTable['rows'],
  columns: Readonly<Record<string, GeneratedColumn>>,
  changes: Partial<GeneratedTable> = {},
): GeneratedTable {
  return {
    kind: 'generated',
    rows: typeof rows === 'number' ? { kind: 'fixed', rows } : rows,
    columns,
    key: [],
    unique: [],
    ...changes,
  };
}

/** A column made by a generator. */
export function column(
  generator: string,
  options: Readonly<Record<string, unknown>> = {},
  changes: { unique?: boolean; nulls?: number; edgeCases?: false } = {},
): GeneratedColumn {
  return { kind: 'generator', generator, options, unique: false, nulls: 0, ...changes };
}
