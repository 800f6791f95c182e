import type { Register } from '../program/register.ts';
import { gather } from '../program/text-steps.ts';
import type { CellBuilder, CompiledColumn } from './define.ts';

type ValueKind = 'string' | 'integer' | 'float' | 'boolean' | 'json';

/**
 * A column whose cells are entries of a list of JSON values. It has the type of its values: text, whole numbers,
 * numbers or booleans; lists and maps, and values of different types, are JSON. Null values are null cells.
 *
 * @throws RangeError when a value is not JSON: NaN, infinities.
 */
export function cellsOfValues(
  { program }: CellBuilder,
  codes: Register<'int'>,
  values: readonly unknown[],
): CompiledColumn {
  const kind = kindOfValues(values);
  const mapped = (table: Int32Array): Register<'flag'> => {
    const value = program.add('int', (out) => ({ kernel: 'map-int', out, value: codes, table }));
    return program.add('flag', (out) => ({ kernel: 'flag-from-int', out, value }));
  };
  const flags = (test: (value: unknown) => boolean) =>
    mapped(Int32Array.from(values, (value) => (test(value) ? 1 : 0)));
  const valid = values.includes(null) ? { valid: flags((value) => value !== null) } : {};
  switch (kind) {
    case 'boolean':
      return { type: { kind }, register: flags((value) => value === true), ...valid };
    case 'integer':
    case 'float': {
      const table = Float64Array.from(values, Number);
      const register = program.add('number', (out) => ({
        kernel: 'number-table',
        out,
        value: codes,
        table,
      }));
      return { type: { kind }, register, ...valid };
    }
    case 'string':
    case 'json': {
      const texts = values.map((value) =>
        kind === 'string' ? String(value ?? '') : jsonOfValue(value),
      );
      return { type: { kind }, register: gather(program, codes, texts), ...valid };
    }
  }
}

function kindOfValues(values: readonly unknown[]): ValueKind {
  const kinds = new Set(values.filter((value) => value !== null).map(kindOfValue));
  if (kinds.size === 0) return 'string';
  if (kinds.size === 2 && kinds.has('integer') && kinds.has('float')) return 'float';
  const [kind = 'json'] = kinds;
  return kinds.size === 1 ? kind : 'json';
}

function kindOfValue(value: unknown): ValueKind {
  if (typeof value === 'string' || typeof value === 'boolean')
    return typeof value as 'string' | 'boolean';
  if (typeof value !== 'number') return 'json';
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? 'integer' : 'float';
}

/** @throws RangeError when the value has no form in JSON. */
export function jsonOfValue(value: unknown): string {
  const text = JSON.stringify(value, refuseSpecialNumbers);
  if (text === undefined)
    throw new RangeError(
      `${String(value)} is not a JSON value; write text, numbers, true, false, null, lists or maps`,
    );
  return text;
}

function refuseSpecialNumbers(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`${value} is not a JSON value; write it as text or leave it out`);
  }
  return value;
}
