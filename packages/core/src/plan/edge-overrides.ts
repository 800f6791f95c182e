import type { EdgeRow, EdgeValue } from '../edge-cases/edge-case.ts';
import type { CompiledColumn } from '../generate/define.ts';
import type { ValueType } from '../model/value-type.ts';
import type { ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/register.ts';
import { bigintOfCell, numberOfCell, uuidOfCell } from './edge-values.ts';

/** The edge rows of a table: a list of rows that is repeated, behind those that are generated. */
export interface EdgeRows {
  /** Number of the first one in its table. */
  readonly firstRow: number;
  /** All of them: a multiple of the rows of {@link cycle}. */
  readonly rowCount: number;
  readonly cycle: readonly EdgeRow[];
  /** Columns whose values never repeat: theirs are set in the first cycle alone. */
  readonly onceOnly: ReadonlySet<string>;
}

/** Leaves a cell as it is generated. */
const KEEP = -1;

/**
 * A column with the cells that edge rows set.
 *
 * @throws RangeError when a value does not fit the column, or is null where none may be.
 */
export function overrideColumn(
  program: ProgramBuilder,
  rows: Register<'rows'>,
  edge: EdgeRows,
  name: string,
  column: CompiledColumn,
): CompiledColumn {
  const cells = edge.cycle.map((row) =>
    Object.hasOwn(row.cells, name) ? row.cells[name] : undefined,
  );
  const codesOf = (code: (cell: EdgeValue) => number): Register<'int'> => {
    const codes = cells.map((cell) => (cell === undefined ? KEEP : code(cell)));
    return codesOfRows(program, rows, edge, name, codes);
  };
  const entries = new Map<string, Present>();
  for (const cell of cells)
    if (cell !== undefined && cell !== null) entries.set(identityOf(cell), cell);
  const numbers = new Map([...entries.keys()].map((identity, i) => [identity, i]));
  let { register } = column;
  if (entries.size > 0) {
    const codes = codesOf((cell) => numbers.get(identityOf(cell)) ?? KEEP);
    register = overrideRegister(program, column, codes, [...entries.values()]);
  }
  if (cells.every((cell) => cell === undefined)) return column;
  if (column.valid === undefined) {
    if (cells.includes(null)) throw new RangeError(`column "${name}" has no nulls`);
    return { ...column, register };
  }
  const value = column.valid;
  const codes = codesOf((cell) => (cell === null ? 0 : 1));
  const table = Uint8Array.of(0, 1);
  const valid = program.add('flag', (out) => ({
    kernel: 'override-flag',
    out,
    codes,
    value,
    table,
  }));
  return { ...column, register, valid };
}

type Present = Exclude<EdgeValue, null>;

/** Tells values apart, zero with a sign from zero without one too. */
const identityOf = (cell: EdgeValue): string =>
  Object.is(cell, -0) ? '-0' : `${typeof cell} ${String(cell)}`;

/** The code of each row, which follows from its place in the cycle. */
function codesOfRows(
  program: ProgramBuilder,
  rows: Register<'rows'>,
  { firstRow, cycle, onceOnly }: EdgeRows,
  name: string,
  codes: readonly number[],
): Register<'int'> {
  const index = program.add('number', (out) => ({
    kernel: 'row-number',
    out,
    rows,
    start: -firstRow,
    step: 1,
  }));
  const place = onceOnly.has(name)
    ? atMost(program, index, cycle.length)
    : program.add('number', (out) => ({
        kernel: 'digit',
        out,
        value: index,
        divisor: 1,
        modulus: cycle.length,
      }));
  const value = program.add('int', (out) => ({ kernel: 'int-from-number', out, value: place }));
  // The entry behind the cycle is that of all rows behind the first one.
  const table = Int32Array.of(...codes, KEEP);
  return program.add('int', (out) => ({ kernel: 'map-int', out, value, table }));
}

function atMost(
  program: ProgramBuilder,
  left: Register<'number'>,
  constant: number,
): Register<'number'> {
  const right = program.add('number', (out) => ({ kernel: 'constant-number', out, constant }));
  return program.add('number', (out) => ({
    kernel: 'arithmetic',
    out,
    operator: 'min',
    left,
    right,
  }));
}

function overrideRegister(
  program: ProgramBuilder,
  { register, type }: CompiledColumn,
  codes: Register<'int'>,
  entries: readonly Present[],
): Register {
  switch (program.kindOf(register)) {
    case 'number': {
      const table = Float64Array.from(entries, (entry) => numberOfCell(entry, type));
      const value = register as Register<'number'>;
      return program.add('number', (out) => ({
        kernel: 'override-number',
        out,
        codes,
        value,
        table,
      }));
    }
    case 'bigint': {
      const table = BigInt64Array.from(entries, bigintOfCell);
      const value = register as Register<'bigint'>;
      return program.add('bigint', (out) => ({
        kernel: 'override-bigint',
        out,
        codes,
        value,
        table,
      }));
    }
    case 'flag': {
      const table = Uint8Array.from(entries, (entry) => (entry === true ? 1 : 0));
      const value = register as Register<'flag'>;
      return program.add('flag', (out) => ({ kernel: 'override-flag', out, codes, value, table }));
    }
    case 'uuid': {
      const table = Int32Array.from(entries.flatMap(uuidOfCell));
      const value = register as Register<'uuid'>;
      return program.add('uuid', (out) => ({ kernel: 'override-uuid', out, codes, value, table }));
    }
    default:
      return overrideText(program, register as Register<'text'>, codes, textsOf(entries, type));
  }
}

function overrideText(
  program: ProgramBuilder,
  value: Register<'text'>,
  codes: Register<'int'>,
  texts: readonly string[],
): Register<'text'> {
  const { index: dictionary, packed } = program.dictionary(texts);
  return program.add(
    'text',
    (out) => ({ kernel: 'override-text', out, codes, value, dictionary }),
    packed.escapes | program.escapesOf(value),
  );
}

function textsOf(entries: readonly Present[], { kind }: ValueType): string[] {
  const texts = entries.map(String);
  const nul = texts.find((text) => text.includes('\u0000'));
  // Source: PostgreSQL manual, "Character Types": the character with code zero cannot be stored.
  if (nul !== undefined)
    throw new RangeError(`text with the character U+0000 cannot be stored: ${kind}`);
  return texts;
}
