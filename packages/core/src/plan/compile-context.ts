import type { Faker } from '@faker-js/faker';
import type { CompiledColumn } from '../generate/define.ts';
import type { ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/register.ts';
import type { GeneratorCatalog } from './catalog.ts';
import type { EdgeRows } from './edge-overrides.ts';
import type { PlannedTable, TableIndex } from './tables.ts';

/** What all scopes of one program share. */
export interface CompileContext {
  readonly program: ProgramBuilder;
  readonly index: TableIndex;
  readonly catalog: GeneratorCatalog;
  /** Loaded Fakers by locale code. */
  readonly fakers: ReadonlyMap<string, Faker>;
  /** Columns under way, outermost first: a column that needs itself is refused by naming the chain. */
  readonly underWay: string[];
  /** The scope of a table at the rows in a register; the same one for the same table and register. */
  openScope(table: PlannedTable, rows: Register<'rows'>): TableScope;
  /** A table at some of its edge rows. */
  openEdgeScope(table: PlannedTable, rows: Register<'rows'>, edge: EdgeRows): TableScope;
}

/** One table at some rows: its own rows, or the rows that a child's reference picked. */
export interface TableScope {
  readonly table: PlannedTable;
  readonly rows: Register<'rows'>;
  /** Present where the rows are edge rows. */
  readonly edge: EdgeRows | undefined;
  column(name: string): CompiledColumn;
  readonly links: Links;
  /** Number among siblings; absent when the rows are not counted `per` another table. */
  ordinal(): Register<'number'> | undefined;
}

/** A reference of a row to a row of a parent table. */
export interface Link {
  readonly scope: TableScope;
  /** 1 where the row has a parent; absent when every row has one. */
  readonly valid: Register<'flag'> | undefined;
}

export interface Links {
  open(name: string, path: readonly string[]): Link;
  /** The row that each row is counted `per`, and its number among its siblings. */
  parent(): { readonly rows: Register<'rows'>; readonly ordinal: Register<'number'> } | undefined;
}
