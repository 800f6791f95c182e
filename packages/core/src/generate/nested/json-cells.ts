import { Escapes } from '../../model/batch.ts';
import type { ValueKind } from '../../model/value-type.ts';
import type { ProgramBuilder } from '../../program/builder.ts';
import type { Register, TextPart } from '../../program/register.ts';
import { concat, textOf } from '../../program/text-steps.ts';
import type { CellBuilder, CompiledColumn } from '../define.ts';
import { compileTemplate, singlePlaceholder } from '../template/compile-template.ts';
import { jsonOfValue } from '../value-cells.ts';

/** Kinds that JSON writes without quotes. */
const BARE: ReadonlySet<ValueKind> = new Set([
  'integer',
  'bigint',
  'float',
  'decimal',
  'boolean',
  'json',
]);
/** JSON is never empty, and its first character is no formula but for the minus of a number. */
export const JSON_ESCAPES = Escapes.any & ~Escapes.empty;
const DEEPEST = 32;

/** Cells of a column as JSON values; null cells are `null`. */
export function jsonOfColumn(program: ProgramBuilder, column: CompiledColumn): Register<'text'> {
  const { type, register } = column;
  const valid = column.valid ?? null;
  const value = textOf(program, register, type);
  const quoted = !BARE.has(type.kind);
  if (!quoted && valid === null) return value;
  return program.add(
    'text',
    (out) => ({ kernel: 'json-text', out, value, valid, quoted }),
    JSON_ESCAPES,
  );
}

/** A map of names to JSON texts, as JSON. */
export function jsonObject(
  fields: readonly (readonly [string, readonly TextPart[]])[],
): TextPart[] {
  const parts = fields.flatMap(([name, value], i): TextPart[] => [
    `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    ...value,
  ]);
  return joinLiterals([...parts, fields.length === 0 ? '{}' : '}']);
}

/** One part per run of literals: every part of a concatenation costs time in every row. */
function joinLiterals(parts: readonly TextPart[]): TextPart[] {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

/** A column of type JSON from its parts. */
export function jsonColumn(program: ProgramBuilder, parts: readonly TextPart[]): CompiledColumn {
  return { type: { kind: 'json' }, register: concat(program, ...joinLiterals(parts)) };
}

/**
 * The parts of any JSON value. Text in it may be a template; text that is one placeholder has the type of what it
 * names; a map with `$generator` is made by that generator.
 *
 * @throws RangeError when a template cannot be read or the value is nested too deeply.
 */
export function jsonParts(
  cells: CellBuilder,
  value: unknown,
  path: readonly (string | number)[] = [],
): TextPart[] {
  if (path.length > DEEPEST)
    throw new RangeError(
      `json: ${path.slice(0, 3).join('.')} is nested more than ${DEEPEST} deep; flatten it`,
    );
  const { program } = cells;
  const at = cells.field(path.join('.'));
  if (typeof value === 'string' && value.includes('{{')) {
    return [jsonOfColumn(program, singlePlaceholder(at, value) ?? compileTemplate(at, value))];
  }
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, i) => jsonParts(cells, item, [...path, i]));
    return joinLiterals([
      '[',
      ...items.flatMap((item, i) => (i === 0 ? item : [',', ...item])),
      ']',
    ]);
  }
  if (typeof value !== 'object' || value === null) return [jsonOfValue(value)];
  const { $generator: generator, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof generator === 'string')
    return [jsonOfColumn(program, at.generate('', generator, rest))];
  return jsonObject(
    Object.entries(value).map(
      ([name, item]) => [name, jsonParts(cells, item, [...path, name])] as const,
    ),
  );
}
