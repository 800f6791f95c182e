import type { ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/register.ts';
import { deriveKey } from '../random/key.ts';
import type { ReferenceColumn } from '../request/types.ts';
import type { CompileContext, Link, Links, TableScope } from './compile-context.ts';
import type { EdgeRows } from './edge-overrides.ts';
import { refuse } from './issues.ts';
import { linkColumns } from './link-columns.ts';
import type { PlannedTable } from './tables.ts';
import { uniqueLinkRows } from './unique-links.ts';

export function createLinks(
  context: CompileContext,
  table: PlannedTable,
  rows: Register<'rows'>,
  self: () => TableScope,
): Links {
  const opened = new Map<string, Link>();
  let parent: ReturnType<Links['parent']>;
  const links: Links = {
    parent() {
      parent ??= openParent(context, table, rows, self().edge);
      return parent;
    },
    open(name, path) {
      const known = opened.get(name);
      if (known !== undefined) return known;
      const link = openLink(context, table, name, self(), path);
      opened.set(name, link);
      return link;
    },
  };
  return links;
}

function openParent(
  { program, index }: CompileContext,
  table: PlannedTable,
  rows: Register<'rows'>,
  edge: EdgeRows | undefined,
): ReturnType<Links['parent']> {
  const layout = index.layout(table);
  if (layout === undefined) return undefined;
  let ordinal: Register<'number'> | undefined;
  const parents = program.add('rows', (out) => {
    // The signature of the step must not depend on a register that only this step writes.
    if (out >= 0) ordinal = program.extra('number');
    const step = { out, ordinal: ordinal ?? -1, rows, layout };
    return edge === undefined
      ? { kernel: 'parent-of-child', ...step }
      : { kernel: 'parent-in-turn', ...step, firstRow: edge.firstRow };
  });
  return { rows: parents, ordinal: ordinal as Register<'number'> };
}

function openLink(
  context: CompileContext,
  table: PlannedTable,
  name: string,
  scope: TableScope,
  path: readonly string[],
): Link {
  const { program, index } = context;
  const first = linkColumns(table).get(name)?.[0];
  if (first === undefined)
    return refuse(path, 'unknown-link', `table "${table.name}" has no reference called "${name}"`);
  const { column } = first;
  const parent = index.find(table.owner, column.references, path);
  const key = deriveKey(table.owner.request.seed, [table.name, 'link', name]);
  const rows = pickRows(context, table, name, column, parent, scope, path);
  return {
    scope: context.openScope(parent, rows),
    valid: linkValid(program, column, parent === table, scope.rows, key),
  };
}

function pickRows(
  context: CompileContext,
  table: PlannedTable,
  name: string,
  { pick }: ReferenceColumn,
  parent: PlannedTable,
  scope: TableScope,
  path: readonly string[],
): Register<'rows'> {
  const { program, index } = context;
  const { rows } = scope;
  const key = deriveKey(table.owner.request.seed, [table.name, 'link', name]);
  const count = index.rowCount(parent);
  if (count === 0 && index.rowCount(table) > 0) {
    return refuse(
      path,
      'no-parents',
      `table "${parent.name}" has no rows to refer to`,
      `give "${parent.name}" rows, or "${table.name}" none`,
    );
  }
  switch (pick.kind) {
    case 'parent':
      return (
        scope.links.parent()?.rows ??
        refuse(path, 'no-parent', `table "${table.name}" is not counted per another table`)
      );
    case 'zipf':
      return program.add('rows', (out) => ({
        kernel: 'parent-zipf',
        out,
        rows,
        key,
        count,
        exponent: pick.exponent,
      }));
    case 'uniform':
      // Edge rows have no children: parents are those that have been there before them.
      if (parent === table && scope.edge === undefined)
        return program.add('rows', (out) => ({ kernel: 'parent-earlier', out, rows, key }));
      return (
        (parent === table ? undefined : uniqueLinkRows(context, table, name, scope, path)) ??
        program.add('rows', (out) => ({ kernel: 'parent-uniform', out, rows, key, count }))
      );
  }
}

/** Nulls are drawn per link, so that the columns of a composite key are null together. The first row of a tree has no parent. */
function linkValid(
  program: ProgramBuilder,
  { nulls, pick }: ReferenceColumn,
  isSelf: boolean,
  rows: Register<'rows'>,
  key: ReturnType<typeof deriveKey>,
): Register<'flag'> | undefined {
  if (nulls === 0) return undefined;
  const drawn = program.add('flag', (out) => ({
    kernel: 'null-mask',
    out,
    rows,
    key: { inner: key.outer, outer: key.inner },
    share: nulls,
  }));
  if (!isSelf || pick.kind !== 'uniform') return drawn;
  const row = program.add('number', (out) => ({
    kernel: 'row-number',
    out,
    rows,
    start: 0,
    step: 1,
  }));
  const zero = program.add('number', (out) => ({ kernel: 'constant-number', out, constant: 0 }));
  const hasEarlier = program.add('flag', (out) => ({
    kernel: 'compare-number',
    out,
    operator: '>',
    left: row,
    right: zero,
  }));
  return program.add('flag', (out) => ({
    kernel: 'logic',
    out,
    operator: 'and',
    left: drawn,
    right: hasEarlier,
  }));
}
