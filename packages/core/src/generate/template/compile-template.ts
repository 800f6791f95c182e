import { Escapes } from '../../model/batch.ts';
import type { ValueType } from '../../model/value-type.ts';
import type { ProgramBuilder } from '../../program/builder.ts';
import type { Register, TextPart } from '../../program/register.ts';
import { concat, textOf } from '../../program/text-steps.ts';
import { didYouMean } from '../../request/nearest.ts';
import type { CellBuilder, CompiledColumn } from '../define.ts';
import { type Piece, separablePieces } from '../keep-apart.ts';
import { allValid } from '../nullable.ts';
import { type Placeholder, parseTemplate, type TemplatePart } from './parse-template.ts';

/**
 * Text with placeholders in it. A cell is null where one of its placeholders is.
 *
 * @throws RangeError when the template cannot be read or names something unknown.
 */
export function compileTemplate(cells: CellBuilder, template: string): CompiledColumn {
  const { program } = cells;
  const parts = parseTemplate(template);
  const columns = cells.unique
    ? compileApart(cells, parts)
    : parts.map((part, i) => compilePart(cells, part, i));
  const texts = columns.map(
    (column): TextPart =>
      typeof column === 'string' ? column : textOf(program, column.register, column.type),
  );
  const valid = allValid(
    program,
    columns.filter((column) => typeof column !== 'string'),
  );
  return { type: { kind: 'string' }, register: concat(program, ...texts), ...valid };
}

/** The only placeholder of a template that has nothing around it. */
export function singlePlaceholder(
  cells: CellBuilder,
  template: string,
): CompiledColumn | undefined {
  const [part, ...rest] = parseTemplate(template);
  if (part === undefined || typeof part === 'string' || rest.length > 0) return undefined;
  return compilePlaceholder(cells, part, 0);
}

function compilePart(
  cells: CellBuilder,
  part: TemplatePart,
  number: number,
): string | CompiledColumn {
  return typeof part === 'string' ? part : compilePlaceholder(cells, part, number);
}

function compilePlaceholder(
  cells: CellBuilder,
  { name, options, source }: Placeholder,
  number: number,
): CompiledColumn {
  if (cells.columnNames.includes(name)) {
    if (Object.keys(options).length > 0) {
      throw new RangeError(
        `template: ${source}: "${name}" is a column of the row and takes no options; remove them`,
      );
    }
    const column = cells.column(name);
    if (column.distinct === true && column.valid === undefined) cells.nameRow();
    else cells.explain(`the column "${name}" may repeat`);
    return column;
  }
  if (!name.startsWith('faker.') && !cells.generatorNames.includes(name)) {
    const hint =
      didYouMean(name, [...cells.columnNames, ...cells.generatorNames]) ?? 'name one of either';
    throw new RangeError(
      `template: ${source}: there is no column or generator "${name}" - ${hint}`,
    );
  }
  return cells.generate(String(number), name, options);
}

/** In a unique cell only those placeholders are among the choices that can be read back from the text. */
function compileApart(
  cells: CellBuilder,
  parts: readonly TemplatePart[],
): (string | CompiledColumn)[] {
  const free = parts.map((part, i) => compilePart(cells.free(), part, i));
  const separable = separablePieces(
    free.map((column) => (typeof column === 'string' ? column : pieceOf(cells.program, column))),
  );
  return parts.map((part, i) => {
    if (typeof part === 'string') return part;
    if (separable.has(i)) return compilePart(cells, part, i);
    cells.explain(`${part.source} cannot be told from what follows it`);
    return free[i] as CompiledColumn;
  });
}

/** Characters of the texts of each type that is not text itself. */
const CHARACTERS: Readonly<Partial<Record<ValueType['kind'], RegExp>>> = {
  integer: /[-\d]/,
  bigint: /[-\d]/,
  decimal: /[-.\d]/,
  float: /[-+.e\d]/,
  boolean: /[truefals]/,
  uuid: /[-\da-f]/,
  timestamp: /[-:.TZ\d]/,
  date: /[-\d]/,
};
const LENGTHS: Readonly<Partial<Record<ValueType['kind'], number>>> = {
  uuid: 36,
  timestamp: 24,
  date: 10,
};

const CLASS_OF_CHARACTER: ReadonlyMap<string, number> = new Map<string, number>([
  ['"', Escapes.quote],
  ['\\', Escapes.backslash],
  ["'", Escapes.apostrophe],
  [',', Escapes.delimiter],
  [';', Escapes.delimiter],
  ['|', Escapes.delimiter],
  ['\n', Escapes.control],
  ['\t', Escapes.control],
]);

function pieceOf(program: ProgramBuilder, { type, register }: CompiledColumn): Piece {
  const characters = CHARACTERS[type.kind];
  if (characters !== undefined) {
    return {
      length: LENGTHS[type.kind],
      isFilled: true,
      holds: (character) => characters.test(character),
    };
  }
  const escapes = program.escapesOf(register as Register<'text'>);
  return {
    isFilled: (escapes & Escapes.empty) === 0,
    holds(character) {
      const group = CLASS_OF_CHARACTER.get(character);
      return group === undefined || (escapes & group) !== 0;
    },
  };
}
