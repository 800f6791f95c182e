import type { Faker } from '@faker-js/faker';
import { DataError } from '../errors.ts';
import { LOCALE_MODULES } from '../locales/locale-modules.ts';
import type { FakerCall } from '../program/steps/text-steps.ts';
import type { Program, StepOf } from '../program/steps.ts';
import { foldHigh, type Key, mix32, unitFloat } from '../random/mix.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { createStringWriter } from './text.ts';

/** Value of one cell, in the words of JavaScript. */
export type FakerCell = (low: number, high: number) => unknown;

/** Counter-based random source of one cell: draw `n` of a row is a pure function of (key, row, n). */
function createRandomizer(key: Key) {
  let cell = 0;
  let draw = 0;
  return {
    startCell(low: number, high: number): void {
      cell = mix32(mix32((low + key.inner) | 0) ^ foldHigh(key.outer, high));
      draw = 0;
    },
    next(): number {
      draw += 2;
      return unitFloat(
        mix32(cell ^ mix32(draw + key.outer)),
        mix32(cell ^ mix32(draw + 1 + key.outer)),
      );
    },
    seed(): void {},
  };
}

/** The Fakers of the locales that a program calls, and those behind it, loaded before their kernels are opened. */
export async function loadFakers({
  steps,
  behind = [],
}: Pick<Program, 'steps' | 'behind'>): Promise<ReadonlyMap<string, Faker>> {
  const all = [...steps, ...behind.flatMap(({ program }) => program.steps)];
  const locales = new Set(all.flatMap((step) => ('call' in step ? [step.call.locale] : [])));
  return new Map(
    await Promise.all(
      [...locales].map(async (locale) => [locale, await loadFaker(locale)] as const),
    ),
  );
}

export async function loadFaker(locale: string): Promise<Faker> {
  const load = LOCALE_MODULES[locale];
  if (load === undefined) throw new TypeError(`Faker has no locale ${locale}`);
  return (await load()).faker as Faker;
}

/**
 * Opens a method of Faker as a pure function of the row.
 *
 * @throws TypeError when Faker has no such method.
 */
export function openFakerMethod(
  { method, args, referenceTime }: FakerCall,
  key: Key,
  shared: Faker,
): FakerCell {
  const randomizer = createRandomizer(key);
  // The shared instance keeps its own random source; a second one is made from its class and words.
  const FakerClass = shared.constructor as typeof Faker;
  const faker = new FakerClass({ locale: [shared.rawDefinitions], randomizer });
  faker.setDefaultRefDate(new Date(referenceTime));
  const [module, name] = method.split('.') as [string, string];
  const owner = Object.hasOwn(faker, module)
    ? (faker as unknown as Record<string, FakerModule>)[module]
    : undefined;
  const call = owner?.[name];
  if (typeof call !== 'function' || name in Object.prototype)
    throw new TypeError(`Faker has no method ${method}`);
  // A method that changes its arguments would make cells depend on one another.
  const frozen = args.map((argument) => deepFreeze(structuredClone(argument)));
  return (low, high) => {
    randomizer.startCell(low, high);
    return call.apply(owner, frozen);
  };
}

type FakerModule = Readonly<Record<string, unknown>>;

function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

/** Text of whatever Faker gives: dates as ISO 8601, objects and arrays as JSON. */
function fakerText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return fakerJson(value);
  return String(value);
}

/** JSON of whatever Faker gives; nothing is `null`. */
function fakerJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value) ?? 'null';
}

/** The per-cell escape hatch: about a microsecond per cell. */
export function faker(step: StepOf<'faker'>, frame: Frame): RunKernel {
  const out = frame.buffer(step.out, 'text');
  const write = createStringWriter(frame);
  const textOf = step.json ? fakerJson : fakerText;
  return eachCell(step, frame, (value, i) => write(textOf(value), out, i));
}

/** Numbers, and dates as milliseconds since 1970. */
export function fakerNumber(step: StepOf<'faker-number'>, frame: Frame): RunKernel {
  const out = frame.buffer(step.out, 'number');
  return eachCell(step, frame, (value, i, row) => {
    const number = value instanceof Date ? value.getTime() : value;
    if (typeof number !== 'number' || !Number.isFinite(number))
      throw changedType(step.call, row, 'number or date', value);
    out[i] = number;
  });
}

export function fakerFlag(step: StepOf<'faker-flag'>, frame: Frame): RunKernel {
  const out = frame.buffer(step.out, 'flag');
  return eachCell(step, frame, (value, i, row) => {
    if (typeof value !== 'boolean') throw changedType(step.call, row, 'boolean', value);
    out[i] = value ? 1 : 0;
  });
}

/** The first rows gave one type, this one another. */
function changedType(
  { method }: FakerCall,
  row: number,
  wanted: string,
  value: unknown,
): DataError {
  return new DataError(
    `faker.${method}`,
    undefined,
    `row ${row}: expected a ${wanted}, got ${fakerText(value)} - use another method`,
  );
}

function eachCell(
  { rows, key, call }: Pick<StepOf<'faker'>, 'rows' | 'key' | 'call'>,
  frame: Frame,
  use: (value: unknown, i: number, row: number) => void,
): RunKernel {
  const { low, high } = frame.buffer(rows, 'rows');
  const shared = frame.fakers.get(call.locale);
  if (shared === undefined) throw new TypeError(`the Faker of locale ${call.locale} is not loaded`);
  const cell = openFakerMethod(call, key, shared);
  return (count) => {
    for (let i = 0; i < count; i++)
      use(cell(low[i]!, high[i]!), i, high[i]! * 4294967296 + (low[i]! >>> 0));
  };
}
