import type { EdgeCase, EdgeRow } from '../edge-cases/edge-case.ts';
import { arithmetic, plus, times } from '../generate/constant-steps.ts';
import { jsonObject, jsonOfColumn } from '../generate/nested/json-cells.ts';
import type { ColumnShape, TableShape } from '../model/table-shape.ts';
import type { ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/register.ts';
import { type Program, type ProgramColumn, type ProgramRange, ROWS } from '../program/steps.ts';
import { concat, gather } from '../program/text-steps.ts';
import type { CompileContext, TableScope } from './compile-context.ts';
import type { EdgeRows } from './edge-overrides.ts';
import { createCompileContext } from './scope.ts';
import type { PlannedTable } from './tables.ts';

/** A table with edge rows, which are to be labelled. */
export interface LabelledTable {
  readonly planned: PlannedTable;
  readonly shape: TableShape;
  readonly edge: EdgeRows;
}

export interface LabelTable {
  readonly name: string;
  readonly rowCount: number;
  readonly shape: TableShape;
  readonly program: Program;
}

type Shared = Pick<CompileContext, 'index' | 'catalog' | 'fakers'>;

/** A case of one row of the cycle. */
interface Label {
  readonly row: number;
  readonly edgeCase: EdgeCase;
}

/** Labels of some cycles of the edge rows of a table; they are the same in each of them. */
interface LabelPart extends LabelledTable {
  readonly labels: readonly Label[];
  readonly firstCycle: number;
  readonly cycles: number;
}

const COLUMNS = [
  'table_name',
  'row_number',
  'row_key',
  'column_name',
  'case_name',
  'rule',
  'verdict',
] as const;

/**
 * The table that tells of every edge row why it is there: a row for each case of it, computed like any other row. A key
 * is computed again from the rules of the table that it belongs to.
 *
 * Shape: the columns of {@link COLUMNS}; `row_number` from 0, `row_key` JSON, null where a table has no key.
 * Gives nothing when no table has edge rows.
 */
export function labelTable(
  name: string,
  tables: readonly LabelledTable[],
  shared: Shared,
): LabelTable | undefined {
  const nullable = tables.some(({ shape }) => shape.key.length === 0);
  const ranges: ProgramRange[] = [];
  let rowCount = 0;
  for (const part of tables.flatMap(partsOf)) {
    const range = { firstRow: rowCount, rowCount: part.cycles * part.labels.length };
    ranges.push({ ...range, program: labelProgram(name, part, { ...range, nullable }, shared) });
    rowCount += range.rowCount;
  }
  const [first, ...behind] = ranges;
  if (first === undefined) return undefined;
  const program = { ...first.program, rowCount, ...(behind.length === 0 ? {} : { behind }) };
  return { name, rowCount, program, shape: shapeOf(name, first.program, tables) };
}

/** Values that never repeat are set in the first cycle alone: those behind it have fewer labels. */
function partsOf(table: LabelledTable): LabelPart[] {
  const { rowCount, cycle, onceOnly } = table.edge;
  const cycles = rowCount / cycle.length;
  const all = cycle.flatMap(({ cases }, row) => cases.map((edgeCase) => ({ row, edgeCase })));
  const again = all.filter(({ edgeCase }) => !onceOnly.has(edgeCase.column));
  const parts =
    again.length === all.length
      ? [{ labels: all, firstCycle: 0, cycles }]
      : [
          { labels: all, firstCycle: 0, cycles: 1 },
          { labels: again, firstCycle: 1, cycles: cycles - 1 },
        ];
  return parts
    .filter((part) => part.labels.length > 0 && part.cycles > 0)
    .map((part) => ({ ...table, ...part }));
}

function shapeOf(name: string, { columns }: Program, tables: readonly LabelledTable[]): TableShape {
  const isKey = tables.every(({ edge }) => edge.cycle.every(hasColumnsOnce));
  return {
    name,
    columns: columns.map(
      (column): ColumnShape => ({
        name: column.name,
        type: column.type,
        nullable: column.valid !== null,
      }),
    ),
    key: isKey ? ['table_name', 'row_number', 'column_name'] : [],
    unique: [],
    references: [],
  };
}

const hasColumnsOnce = ({ cases }: EdgeRow): boolean =>
  new Set(cases.map(({ column }) => column)).size === cases.length;

interface LabelRange {
  readonly firstRow: number;
  readonly rowCount: number;
  /** Some table has no key. */
  readonly nullable: boolean;
}

function labelProgram(
  name: string,
  part: LabelPart,
  { firstRow, rowCount, nullable }: LabelRange,
  shared: Shared,
): Program {
  const { planned, shape, edge } = part;
  const context = createCompileContext(shared);
  const { program } = context;
  const { code, row } = labelledRow(program, firstRow, part);
  const rows = program.add('rows', (out) => ({ kernel: 'rows-from-number', out, value: row }));
  const scope = context.openEdgeScope(planned, rows, edge);
  const registers = {
    row_number: row,
    row_key: keyText(program, scope, shape.key),
    ...caseTexts(program, code, part),
  };
  const hasKey = nullable ? constantFlag(program, shape.key.length > 0) : null;
  const columns = COLUMNS.map(
    (column): ProgramColumn => ({
      name: column,
      type:
        column === 'row_key'
          ? { kind: 'json' }
          : { kind: column === 'row_number' ? 'integer' : 'string' },
      register: registers[column],
      valid: column === 'row_key' ? hasKey : null,
    }),
  );
  return program.finish(name, rowCount, columns);
}

/** The label of a row of the table of labels, by number, and the row that it is about. */
function labelledRow(
  program: ProgramBuilder,
  firstRow: number,
  { edge, labels, firstCycle, cycles }: LabelPart,
): { readonly code: Register<'int'>; readonly row: Register<'number'> } {
  const index = program.add('number', (out) => ({
    kernel: 'row-number',
    out,
    rows: ROWS,
    start: -firstRow,
    step: 1,
  }));
  const label = digit(program, index, 1, labels.length);
  const code = program.add('int', (out) => ({ kernel: 'int-from-number', out, value: label }));
  const table = Float64Array.from(labels, ({ row }) => edge.firstRow + row);
  const place = program.add('number', (out) => ({
    kernel: 'number-table',
    out,
    value: code,
    table,
  }));
  const cycle = plus(program, digit(program, index, labels.length, cycles), firstCycle);
  return { code, row: arithmetic(program, '+', times(program, cycle, edge.cycle.length), place) };
}

/** What is told of cases in words. */
function caseTexts(program: ProgramBuilder, code: Register<'int'>, { shape, labels }: LabelPart) {
  const text = (of: (edgeCase: EdgeCase) => string): Register<'text'> =>
    textOfCode(
      program,
      code,
      labels.map(({ edgeCase }) => of(edgeCase)),
    );
  return {
    table_name: text(() => shape.name),
    column_name: text(({ column }) => column),
    case_name: text(({ name }) => name),
    rule: text(({ rule }) => rule),
    verdict: text(({ verdict }) => verdict),
  };
}

function digit(
  program: ProgramBuilder,
  value: Register<'number'>,
  divisor: number,
  modulus: number,
): Register<'number'> {
  return program.add('number', (out) => ({ kernel: 'digit', out, value, divisor, modulus }));
}

const constantFlag = (program: ProgramBuilder, constant: boolean): Register<'flag'> =>
  program.add('flag', (out) => ({ kernel: 'constant-flag', out, constant }));

/** The key of a row as a JSON object. */
function keyText(
  program: ProgramBuilder,
  scope: TableScope,
  key: readonly string[],
): Register<'text'> {
  const fields = key.map((name) => [name, [jsonOfColumn(program, scope.column(name))]] as const);
  return concat(program, ...jsonObject(fields));
}

/** Texts by number, equal ones once. */
function textOfCode(
  program: ProgramBuilder,
  value: Register<'int'>,
  cells: readonly string[],
): Register<'text'> {
  const entries = [...new Set(cells)];
  const numbers = new Map(entries.map((entry, i) => [entry, i]));
  const table = Int32Array.from(cells, (cell) => numbers.get(cell) ?? 0);
  const codes = program.add('int', (out) => ({ kernel: 'map-int', out, value, table }));
  return gather(program, codes, entries);
}
