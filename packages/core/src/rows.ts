import { RequestError } from './errors.ts';
import { programRows } from './format/program-rows.ts';
import type { CellValue } from './format/read-rows.ts';
import { GENERATORS } from './generate/catalog.generated.ts';
import { planTables } from './plan/plan.ts';
import type { RequestInput } from './request/input.ts';
import { parseRequest } from './request/parse-request.ts';
import { REQUEST_DEFINITIONS } from './request-definitions.ts';

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
 * Shape: decimals and dates are text, instants ISO 8601 text, 64-bit integers bigints.
 *
 * @throws {@link RequestError} when the request cannot be carried out or has no such table.
 */
export async function rows<
  const Defined extends RequestInput,
  Table extends keyof Defined['tables'] & string,
>(
  request: Defined,
  table: Table,
  { from = 0, count = 10 }: RowRequest = {},
): Promise<RowOf<Defined, Table>[]> {
  const parsed = parseRequest(request, { definitions: REQUEST_DEFINITIONS });
  const { tables } = await planTables({ request: parsed, imports: {} }, GENERATORS);
  const planned = tables.find(({ name }) => name === table);
  if (planned === undefined) {
    throw new RequestError([
      {
        path: ['tables', table],
        code: 'unknown-table',
        message: `there is no generated table "${table}"`,
      },
    ]);
  }
  const available = Math.max(0, Math.min(count, planned.rowCount - from));
  return (await programRows(planned.program, from, available)) as RowOf<Defined, Table>[];
}
