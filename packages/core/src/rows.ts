import type { CellValue } from './format/read-rows.ts';
import type { RequestInput } from './request/input.ts';

/** Generators whose cells are text, whatever their options. */
type TextGenerator =
  | 'uuid'
  | 'uuidv7'
  | 'ulid'
  | 'template'
  | 'regex'
  | 'person.firstName'
  | 'person.lastName'
  | 'person.fullName'
  | `internet.${string}`
  | `text.${string}`
  | `company.${string}`
  | 'phone.number';

type GeneratorOf<Column> = Column extends string
  ? Column
  : Column extends { readonly generator: infer Name }
    ? Name
    : unknown;

/** What a cell of a column is, as far as its generator tells. */
type CellOf<Column> = Column extends { readonly nulls: number }
  ? CellOf<Omit<Column, 'nulls'>> | null
  : GeneratorOf<Column> extends 'sequence' | 'number.int' | 'number.float'
    ? number
    : GeneratorOf<Column> extends 'boolean'
      ? boolean
      : GeneratorOf<Column> extends TextGenerator
        ? string
        : CellValue;

/** Rows of one table of a request: its column names, and the types that follow from its generators. */
export type RowOf<Defined extends RequestInput, Table extends keyof Defined['tables']> = {
  readonly [Name in keyof Defined['tables'][Table]['columns']]: CellOf<
    Defined['tables'][Table]['columns'][Name]
  >;
};

export interface RowRequest {
  /** Number of the first row, from 0. */
  readonly from?: number;
  /** Number of rows; at most those that the table has from there on. */
  readonly count?: number;
}

/**
 * Computes some rows of a generated table, the same that a file of it would hold, without the rows before them.
 * For tests: no file, no database, no other table is touched.
 *
 * Shape: decimals and dates are text, instants ISO 8601 text, 64-bit integers bigints. Edge rows are none of them: which
 * there are follows from schemas in files too.
 *
 * @throws RequestError when the request cannot be carried out or has no such table.
 */
export async function rows<
  const Defined extends RequestInput,
  Table extends keyof Defined['tables'] & string,
>(
  request: Defined,
  table: Table,
  { from = 0, count = 10 }: RowRequest = {},
): Promise<RowOf<Defined, Table>[]> {
  // What computes rows is loaded with the first ones: importing the package stays cheap.
  const { computeRows } = await import('./compute-rows.ts');
  return (await computeRows(request, table, { from, count })) as RowOf<Defined, Table>[];
}
