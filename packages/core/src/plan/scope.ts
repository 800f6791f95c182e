import type { Faker } from '@faker-js/faker';
import { type CellContext, createCellBuilder } from '../generate/cell-builder.ts';
import type { CompiledColumn } from '../generate/define.ts';
import {
  type ChoiceSpace,
  createUniqueChoices,
  recordChoices,
} from '../generate/unique-choices.ts';
import { createProgramBuilder, type ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/register.ts';
import { deriveKey } from '../random/key.ts';
import type { GeneratorColumn, ReferenceColumn } from '../request/types.ts';
import { lookUpGenerator } from './catalog.ts';
import type { CompileContext, TableScope } from './compile-context.ts';
import { type EdgeRows, overrideColumn } from './edge-overrides.ts';
import { refuse } from './issues.ts';
import { createLinks } from './links.ts';
import { parseOptions } from './options.ts';
import type { PlannedTable } from './tables.ts';

/** Opens the context of one program: nothing compiled yet. */
export function createCompileContext(
  shared: Pick<CompileContext, 'index' | 'catalog' | 'fakers'>,
): CompileContext {
  const scopes = new Map<PlannedTable, Map<number, TableScope>>();
  const context: CompileContext = {
    ...shared,
    program: createProgramBuilder(),
    underWay: [],
    openScope(table, rows) {
      const own = scopes.get(table) ?? new Map<number, TableScope>();
      scopes.set(table, own);
      const scope = own.get(rows) ?? createScope(context, table, rows);
      own.set(rows, scope);
      return scope;
    },
    openEdgeScope: (table, rows, edge) => createScope(context, table, rows, edge),
  };
  return context;
}

function createScope(
  context: CompileContext,
  table: PlannedTable,
  rows: Register<'rows'>,
  edge?: EdgeRows,
): TableScope {
  const columns = new Map<string, CompiledColumn>();
  const scope: TableScope = {
    table,
    rows,
    edge,
    links: createLinks(context, table, rows, () => scope),
    ordinal: () => scope.links.parent()?.ordinal,
    column(name) {
      const compiled = columns.get(name) ?? compileOnce(context, scope, name);
      columns.set(name, compiled);
      return compiled;
    },
  };
  return scope;
}

function compileOnce(context: CompileContext, scope: TableScope, name: string): CompiledColumn {
  const { table } = scope;
  const id = `${table.name}.${name}`;
  const start = context.underWay.indexOf(id);
  const path = [...table.path, 'columns', name];
  if (start >= 0) {
    const chain = [...context.underWay.slice(start), id].join(' -> ');
    refuse(
      path,
      'column-cycle',
      `the values of columns hang on each other: ${chain}`,
      'compute one of them on its own',
    );
  }
  context.underWay.push(id);
  try {
    const column = compileColumn(context, scope, name, path);
    const { edge, rows } = scope;
    if (edge === undefined) return column;
    return inColumn(
      path,
      () => overrideColumn(context.program, rows, edge, name, column),
      'edge-case',
    );
  } finally {
    context.underWay.pop();
  }
}

function compileColumn(
  context: CompileContext,
  scope: TableScope,
  name: string,
  path: readonly string[],
): CompiledColumn {
  const column = scope.table.table.columns[name];
  if (column === undefined)
    return refuse(path, 'unknown-column', `table "${scope.table.name}" has no column "${name}"`);
  switch (column.kind) {
    case 'references':
      return referenceColumn(context, scope, column, path);
    case 'lookup': {
      const link = scope.links.open(column.link, path);
      const value = link.scope.column(column.lookup.column);
      return withNulls(
        context,
        scope,
        withValid(context.program, copyOf(value), link.valid),
        column.nulls,
        [name],
      );
    }
    case 'generator': {
      const made = generatorColumn(context, scope, name, column, path);
      return withNulls(
        context,
        scope,
        column.unique ? { ...made, distinct: true } : made,
        column.nulls,
        [name],
      );
    }
  }
}

function referenceColumn(
  context: CompileContext,
  scope: TableScope,
  column: ReferenceColumn,
  path: readonly string[],
): CompiledColumn {
  const link = scope.links.open(column.link, path);
  return withValid(
    context.program,
    copyOf(link.scope.column(column.references.column)),
    link.valid,
  );
}

/** A parent's cells as its children see them: several may have the same parent. */
function copyOf(column: CompiledColumn): CompiledColumn {
  return { ...column, distinct: false };
}

function generatorColumn(
  context: CompileContext,
  scope: TableScope,
  name: string,
  column: GeneratorColumn,
  path: readonly string[],
): CompiledColumn {
  const definition = lookUpGenerator(context.catalog, column.generator, path);
  const options = parseOptions(definition, column.options, path);
  const build = (changes: Partial<CellContext>): CompiledColumn =>
    inColumn(path, () =>
      definition.compile(
        createCellBuilder({ ...cellContext(context, scope, name, path), ...changes }),
        options,
      ),
    );
  if (!column.unique || definition.unique === 'always') return build({});
  if (definition.unique === 'row') return build({ unique: true });
  if (definition.unique === 'never') {
    return refuse(
      [...path, 'unique'],
      'cannot-be-unique',
      `${definition.name} cannot promise values that never repeat`,
      'drop "unique", or use uuid, sequence or regex',
    );
  }
  const recorder = recordChoices(context.program);
  const first = build({ unique: true, choices: recorder.source });
  const space = recorder.space();
  if (!space.namesRow)
    refuseShortage(definition.name, space, scope.table.name, lastRow(context, scope), path);
  if (space.counts.size === 0) return first;
  const key = deriveKey(scope.table.owner.request.seed, [scope.table.name, name, 'unique']);
  return build({
    unique: true,
    choices: createUniqueChoices(context.program, scope.rows, key, space),
  });
}

/** Rows of the table up to the last one that the scope is about. */
function lastRow({ index }: CompileContext, { table, edge }: TableScope): number {
  return edge === undefined ? index.rowCount(table) : edge.firstRow + edge.rowCount;
}

/** Refuses a unique column whose choices are fewer than its rows. */
function refuseShortage(
  generator: string,
  { counts, capacity, reasons }: ChoiceSpace,
  table: string,
  rowCount: number,
  path: readonly string[],
): void {
  if (capacity >= BigInt(rowCount)) return;
  const why = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
  if (counts.size === 0) {
    refuse(
      [...path, 'unique'],
      'cannot-be-unique',
      `no two values of ${generator} are sure to differ with these options${why}`,
      'drop "unique"',
    );
  }
  refuse(
    [...path, 'unique'],
    'capacity',
    `${generator} has ${capacity.toLocaleString('en')} different values here${why}, but table "${table}" needs ${rowCount.toLocaleString('en')}`,
    'widen its options, or ask for fewer rows',
  );
}

function cellContext(
  context: CompileContext,
  scope: TableScope,
  name: string,
  path: readonly string[],
): CellContext {
  const { table } = scope;
  const { request } = table.owner;
  return {
    program: context.program,
    rows: scope.rows,
    rowCount: lastRow(context, scope),
    baseRows: context.index.rowCount(table),
    seed: request.seed,
    path: [table.name, name],
    table: table.name,
    unique: false,
    locale: table.locale,
    faker: context.fakers.get(table.locale.code) as Faker,
    referenceTime: Date.parse(request.referenceDate),
    entityPath: [],
    generatorNames: Object.keys(context.catalog),
    columnNames: Object.keys(table.table.columns),
    ordinal: scope.ordinal(),
    column: scope.column,
    findGenerator: (generator) => lookUpGenerator(context.catalog, generator, path),
    parseOptions: (definition, options) => parseOptions(definition, options, path),
  };
}

/** Options that a generator refuses while it compiles are the fault of the column that names it. */
function inColumn(
  path: readonly string[],
  compile: () => CompiledColumn,
  code = 'option',
): CompiledColumn {
  try {
    return compile();
  } catch (error) {
    if (error instanceof RangeError) return refuse(path, code, error.message);
    throw error;
  }
}

/** A column that is null in a share of its rows. The rows are drawn by label, so that columns of one link agree. */
function withNulls(
  { program }: CompileContext,
  { table, rows }: TableScope,
  column: CompiledColumn,
  share: number,
  label: readonly string[],
): CompiledColumn {
  if (share === 0) return column;
  const key = deriveKey(table.owner.request.seed, [table.name, ...label, 'null']);
  return withValid(
    program,
    column,
    program.add('flag', (out) => ({ kernel: 'null-mask', out, rows, key, share })),
  );
}

/** A column that is null wherever it was, and wherever `valid` says so. */
function withValid(
  program: ProgramBuilder,
  column: CompiledColumn,
  valid: Register<'flag'> | undefined,
): CompiledColumn {
  if (valid === undefined) return column;
  if (column.valid === undefined) return { ...column, valid };
  const left = column.valid;
  return {
    ...column,
    valid: program.add('flag', (out) => ({
      kernel: 'logic',
      out,
      operator: 'and',
      left,
      right: valid,
    })),
  };
}
