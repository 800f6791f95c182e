import { RequestError, type RequestIssue } from '../errors.ts';
import type { ColumnReference, MaskColumn, Request } from '../request/types.ts';

/** Takes the rule of the column that a reference points to. */
const FOLLOW = 'fk.follow';

/** Columns by name, of source tables by name. */
type Tables = ReadonlyMap<string, Readonly<Record<string, MaskColumn>>>;

/**
 * Puts the rule of the parent in place of each `fk.follow`, over as many references as it takes: strategy, options,
 * domain and type. Why it was decided so, and until when, stays that of the column, where it says so.
 *
 * @throws {@link RequestError} with an issue for each column that follows nothing, or itself.
 */
export function resolveFollow(request: Request): Request {
  const tables: Tables = new Map(
    Object.entries(request.tables).flatMap(([name, table]) =>
      table.kind === 'source' ? [[name, table.columns] as const] : [],
    ),
  );
  const issues: RequestIssue[] = [];
  const resolved = Object.entries(request.tables).map(([name, table]) => {
    if (table.kind !== 'source') return [name, table] as const;
    const columns = Object.entries(table.columns).map(([column, rule]) => {
      const found = follow({ table: name, column, rule }, tables);
      if ('strategy' in found) return [column, found] as const;
      issues.push(found);
      return [column, rule] as const;
    });
    return [name, { ...table, columns: Object.fromEntries(columns) }] as const;
  });
  if (issues.length > 0) throw new RequestError(issues);
  return { ...request, tables: Object.fromEntries(resolved) };
}

interface Place {
  readonly table: string;
  readonly column: string;
  readonly rule: MaskColumn;
}

function follow(start: Place, tables: Tables): MaskColumn | RequestIssue {
  const way: Place[] = [start];
  for (;;) {
    const here = way.at(-1) ?? start;
    if (here.rule.strategy !== FOLLOW) return asFollowed(start.rule, here.rule);
    const next = parentOf(here.rule.references, tables);
    if (typeof next === 'string') return problem(start, 'follows-nothing', next);
    way.push(next);
    if (
      way.slice(0, -1).some(({ table, column }) => table === next.table && column === next.column)
    )
      return problem(start, 'follows-itself', `it follows itself: ${wayText(way)}`);
  }
}

/** What the rule says of the column itself stays. */
function asFollowed(own: MaskColumn, parent: MaskColumn): MaskColumn {
  if (own === parent) return own;
  const { references: _grandparent, ...rule } = parent;
  const { references, type, reason, approver, expires } = own;
  const said = Object.entries({ references, type, reason, approver, expires });
  return { ...rule, ...Object.fromEntries(said.filter(([, value]) => value !== undefined)) };
}

function parentOf(references: ColumnReference | undefined, tables: Tables): Place | string {
  if (references === undefined) return 'it follows its parent, but `references` names none';
  const { table, column } = references;
  if (references.import !== undefined)
    return `it follows ${references.import}.${table}.${column}, but what is imported has no masking rule`;
  const rule = tables.get(table)?.[column];
  return rule === undefined
    ? `it follows ${table}.${column}, which has no masking rule`
    : { table, column, rule };
}

function problem({ table, column }: Place, code: string, message: string): RequestIssue {
  return {
    path: ['tables', table, 'columns', column],
    code,
    message,
    hint: 'add `references: TABLE.COLUMN` of a masked column, or give the column a strategy of its own',
  };
}

const wayText = (way: readonly Place[]): string =>
  way.map(({ table, column }) => `${table}.${column}`).join(' -> ');
