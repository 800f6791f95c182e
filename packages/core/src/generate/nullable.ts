import type { ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/register.ts';
import type { CompiledColumn } from './define.ts';

export type Valid = Pick<CompiledColumn, 'valid'>;

/** Valid where all of the columns are; nothing when none of them has nulls. */
export function allValid(
  program: ProgramBuilder,
  columns: readonly Valid[],
): { readonly valid?: Register<'flag'> } {
  const valid = columns.reduce<Register<'flag'> | undefined>((left, { valid: right }) => {
    if (left === undefined || right === undefined) return left ?? right;
    return program.add('flag', (out) => ({ kernel: 'logic', out, operator: 'and', left, right }));
  }, undefined);
  return valid === undefined ? {} : { valid };
}
