import { RequestError } from '@rowmill/core';
import {
  didYouMean,
  type GeneratedColumn,
  type GeneratedTable,
  parseRowCount,
  REQUEST_DEFINITIONS,
  type Request,
  type ResolvedRequest,
  scaleResolvedRequest,
  type TableRequest,
} from '@rowmill/core/engine';
import { findRequestFile } from '../request/find-request-file.ts';
import { type LoadedRequest, loadRequest } from '../request/load-request.ts';
import { RequestFileError } from '../request/request-file-error.ts';
import { UsageError } from '../usage-error.ts';
import type { Session } from './session.ts';

/** Options of all commands that read a request. */
export interface RequestOptions {
  readonly file?: string;
  readonly seed?: number;
  readonly scale?: number;
  readonly locale?: string;
  /** `T=N` each. */
  readonly rows?: readonly string[];
}

/** A request as its file has it, and as the command line changes it. */
export interface CommandRequest {
  readonly loaded: LoadedRequest;
  readonly resolved: ResolvedRequest;
}

/**
 * Finds and reads the request, then applies the options.
 *
 * @throws RequestFileError with all problems; UsageError for options that name what is not there.
 */
export async function loadForCommand(
  options: RequestOptions,
  { variables }: Session,
): Promise<CommandRequest> {
  const file = await findRequestFile(options.file ?? '.');
  const loaded = await loadRequest(file, {
    environment: variables,
    definitions: REQUEST_DEFINITIONS,
  });
  const { seed, locale, scale, rows = [] } = options;
  if (locale !== undefined) assertKnown('locale', locale, REQUEST_DEFINITIONS.locales ?? [locale]);
  const scaled = await withPlaces(loaded, () =>
    scale === undefined ? loaded : scaleResolvedRequest(loaded, scale),
  );
  const request: Request = {
    ...scaled.request,
    tables: withRows(scaled.request.tables, rows),
    ...(seed === undefined ? {} : { seed }),
    ...(locale === undefined ? {} : { locale }),
  };
  return { loaded, resolved: { request, imports: scaled.imports } };
}

/** Gives the problems of a request their places in its file. */
export async function withPlaces<Value>(
  loaded: LoadedRequest,
  work: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RequestError) || error instanceof RequestFileError) throw error;
    throw new RequestFileError([{ source: loaded, issues: error.issues }], { cause: error });
  }
}

/** Tables that a request has, the one that tells of its edge cases among them. */
export const tableNames = ({ tables, edgeCases }: Request): string[] => [
  ...Object.keys(tables),
  ...(edgeCases === undefined ? [] : [edgeCases.labels]),
];

/** @throws UsageError that names the nearest known word. */
export function assertKnown(noun: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const hint = didYouMean(name, known) ?? `there are: ${known.join(', ') || 'none'}`;
  throw new UsageError(`there is no ${noun} "${name}" - ${hint}`);
}

type Tables = Request['tables'];

function withRows(tables: Tables, assignments: readonly string[]): Tables {
  const changed: Record<string, TableRequest> = { ...tables };
  for (const assignment of assignments) {
    const { name, count } = parseAssignment(assignment);
    assertKnown('table', name, Object.keys(tables));
    const table = tables[name];
    if (table?.kind !== 'generated') {
      throw new UsageError(
        `--rows ${assignment}: the rows of "${name}" come from its source - leave the option out`,
      );
    }
    changed[name] = withFixedRows(table, count);
  }
  return changed;
}

/** Rows that are not counted per parent any more have no parent row of their own: they pick any. */
function withFixedRows(table: GeneratedTable, rows: number): GeneratedTable {
  const columns = Object.entries(table.columns).map(([name, column]): [string, GeneratedColumn] => [
    name,
    column.kind === 'references' && column.pick.kind === 'parent'
      ? { ...column, pick: { kind: 'uniform' } }
      : column,
  ]);
  return { ...table, rows: { kind: 'fixed', rows }, columns: Object.fromEntries(columns) };
}

function parseAssignment(assignment: string): { name: string; count: number } {
  const at = assignment.lastIndexOf('=');
  const count = at < 1 ? undefined : parseRowCount(assignment.slice(at + 1));
  if (count === undefined) {
    throw new UsageError(
      `--rows ${assignment}: expected TABLE=ROWS, such as users=1000 or users=1.5M`,
    );
  }
  return { name: assignment.slice(0, at), count };
}
