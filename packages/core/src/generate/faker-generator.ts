import type { Faker } from '@faker-js/faker';
import { z } from 'zod';
import { type FakerCell, openFakerMethod } from '../kernels/faker.ts';
import { Escapes } from '../model/batch.ts';
import type { FakerCall } from '../program/steps/text-steps.ts';
import type { Key } from '../random/mix.ts';
import { didYouMean } from '../request/nearest.ts';
import {
  type CellBuilder,
  type CompiledColumn,
  defineGenerator,
  type GeneratorDefinition,
} from './define.ts';
import { UNSAFE_METHODS } from './unsafe-faker-methods.ts';

const NAME = /^faker\.([A-Za-z]\w*\.[A-Za-z]\w*)$/;
/** Rows that are tried to learn the type of a method. */
const SAMPLED_ROWS = 64;

const OPTIONS = z.strictObject({
  args: z.array(z.unknown()).default([]).describe('Arguments of the method, in order.'),
});

/**
 * A method of Faker as a generator: `faker.animal.cat`, with its arguments in `args`. Nothing for other names.
 *
 * Shape: what the method gives in its first rows: text, float, boolean, timestamp (dates), or JSON (all else).
 * Unique: cannot be promised.
 *
 * Its values are Faker's own: they are not checked to reach nobody. Methods that have a safe generator here, or
 * could hit a real person or account, are refused.
 */
export function fakerGenerator(name: string): GeneratorDefinition | undefined {
  const method = NAME.exec(name)?.[1];
  if (method === undefined) return undefined;
  return defineGenerator({
    name,
    summary: `Faker's ${method}, called for every cell.`,
    options: OPTIONS,
    unique: 'never',
    compile: (cells, { args }) => compileMethod(cells, method, args),
  });
}

function compileMethod(
  cells: CellBuilder,
  method: string,
  args: readonly unknown[],
): CompiledColumn {
  refuseUnsafe(method);
  const { program, rows, faker, locale, referenceTime } = cells;
  const key = cells.key('faker');
  const call: FakerCall = { locale: locale.code, method, args, referenceTime };
  const kinds = sampleKinds(openMethod(call, key, faker), method);
  const [kind] = kinds;
  if (kinds.size === 1 && kind === 'boolean') {
    return {
      type: { kind: 'boolean' },
      register: program.add('flag', (out) => ({ kernel: 'faker-flag', out, rows, key, call })),
    };
  }
  if (kinds.size === 1 && (kind === 'number' || kind === 'date')) {
    const register = program.add('number', (out) => ({
      kernel: 'faker-number',
      out,
      rows,
      key,
      call,
    }));
    return { type: { kind: kind === 'date' ? 'timestamp' : 'float' }, register };
  }
  const json = kinds.size !== 1 || kind !== 'string';
  const register = program.add(
    'text',
    (out) => ({ kernel: 'faker', out, rows, key, call, json }),
    Escapes.any,
  );
  return { type: { kind: json ? 'json' : 'string' }, register };
}

function refuseUnsafe(method: string): void {
  const instead = UNSAFE_METHODS[method];
  if (instead === undefined) return;
  throw new RangeError(`faker.${method}: its values could belong to somebody; use ${instead}`);
}

function openMethod(call: FakerCall, key: Key, faker: Faker): FakerCell {
  try {
    return openFakerMethod(call, key, faker);
  } catch (error) {
    const hint =
      didYouMean(call.method, methodNames(faker)) ?? 'see https://fakerjs.dev/api for all methods';
    throw new RangeError(`faker.${call.method}: Faker has no such method - ${hint}`, {
      cause: error,
    });
  }
}

type Kind = 'string' | 'number' | 'boolean' | 'date' | 'other';

function sampleKinds(cell: FakerCell, method: string): ReadonlySet<Kind> {
  const kinds = new Set<Kind>();
  try {
    for (let row = 0; row < SAMPLED_ROWS; row++) kinds.add(kindOf(cell(row, 0)));
  } catch (error) {
    throw new RangeError(
      `faker.${method}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  return kinds;
}

function kindOf(value: unknown): Kind {
  if (value instanceof Date) return 'date';
  if (typeof value === 'string' || typeof value === 'boolean')
    return typeof value as 'string' | 'boolean';
  return typeof value === 'number' && Number.isFinite(value) ? 'number' : 'other';
}

/** `<module>.<method>` of everything that Faker has, for suggestions. */
function methodNames(faker: Faker): string[] {
  return Object.entries(faker).flatMap(([module, owner]: [string, unknown]) =>
    typeof owner === 'object' && owner !== null && /^[a-z]+$/.test(module)
      ? publicNames(owner).map((name) => `${module}.${name}`)
      : [],
  );
}

/** Names of an object's methods, those of its classes included. */
function publicNames(owner: object): string[] {
  const names: string[] = [];
  for (
    let layer = owner;
    layer !== Object.prototype;
    layer = Object.getPrototypeOf(layer) as object
  ) {
    names.push(...Object.getOwnPropertyNames(layer));
  }
  return names.filter((name) => /^[a-z]/.test(name) && name !== 'constructor');
}
