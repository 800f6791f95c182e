import { z } from 'zod';
import type { Register } from '../../program/register.ts';
import type { CellBuilder, CompiledColumn } from '../define.ts';

/** A part of a nested value: the name of a generator, or one with its options and a share of nulls. */
export const field = z
  .union([z.string(), z.looseObject({ generator: z.string() })])
  .describe('Name of a generator, or { generator: name, nulls: share, ...its options }.');

export type Field = z.output<typeof field>;

/** @throws RangeError when the share of nulls is none. */
export function compileField(cells: CellBuilder, label: string, definition: Field): CompiledColumn {
  if (typeof definition === 'string') return cells.generate(label, definition, {});
  const { generator, nulls = 0, ...options } = definition;
  if (typeof nulls !== 'number' || !(nulls >= 0 && nulls <= 1)) {
    throw new RangeError(`${label}: "nulls" must be a share from 0 to 1`);
  }
  const column = cells.generate(label, generator, options);
  return nulls === 0 ? column : withNulls(cells, label, column, nulls);
}

function withNulls(
  cells: CellBuilder,
  label: string,
  column: CompiledColumn,
  share: number,
): CompiledColumn {
  const { program, rows } = cells;
  const key = cells.key(`${label} null`);
  const drawn: Register<'flag'> = program.add('flag', (out) => ({
    kernel: 'null-mask',
    out,
    rows,
    key,
    share,
  }));
  const left = column.valid;
  if (left === undefined) return { ...column, valid: drawn };
  return {
    ...column,
    valid: program.add('flag', (out) => ({
      kernel: 'logic',
      out,
      operator: 'and',
      left,
      right: drawn,
    })),
  };
}
