import type { Faker } from '@faker-js/faker';
import { LOCALE_MODULES } from '../locales/locale-modules.ts';
import type { Program, StepOf } from '../program/steps.ts';
import { foldHigh, mix32, unitFloat } from '../random/mix.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { createStringWriter } from './text.ts';

/** Value of one cell, in the words of JavaScript. */
export type FakerCell = (low: number, high: number) => unknown;

/** Counter-based random source of one cell: draw `n` of a row is a pure function of (key, row, n). */
function createRandomizer(key: StepOf<'faker'>['key']) {
  let cell = 0;
  let draw = 0;
  return {
    startCell(low: number, high: number): void {
      cell = mix32(mix32((low + key.inner) | 0) ^ foldHigh(key.outer, high));
      draw = 0;
    },
    next(): number {
      draw += 2;
      return unitFloat(mix32(cell ^ mix32(draw + key.outer)), mix32(cell ^ mix32(draw + 1 + key.outer)));
    },
    seed(): void {},
  };
}

/** The Fakers of the locales that a program calls, loaded before its kernels are opened. */
export async function loadFakers(program: Pick<Program, 'steps'>): Promise<ReadonlyMap<string, Faker>> {
  const locales = new Set(program.steps.flatMap((step) => (step.kernel === 'faker' ? [step.locale] : [])));
  return new Map(await Promise.all([...locales].map(async (locale) => [locale, await loadFaker(locale)] as const)));
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
  { key, method, args, referenceTime }: Pick<StepOf<'faker'>, 'key' | 'method' | 'args' | 'referenceTime'>,
  shared: Faker,
): FakerCell {
  const randomizer = createRandomizer(key);
  // The shared instance keeps its own random source; a second one is made from its class and words.
  const FakerClass = shared.constructor as typeof Faker;
  const faker = new FakerClass({ locale: [shared.rawDefinitions], randomizer });
  faker.setDefaultRefDate(new Date(referenceTime));
  const [module, name] = method.split('.') as [string, string];
  const owner = Object.hasOwn(faker, module) ? (faker as unknown as Record<string, FakerModule>)[module] : undefined;
  const call = owner?.[name];
  if (typeof call !== 'function') throw new TypeError(`Faker has no method ${method}`);
  return (low, high) => {
    randomizer.startCell(low, high);
    return call.apply(owner, [...args]);
  };
}

type FakerModule = Readonly<Record<string, unknown>>;

/** Text of whatever Faker gives: dates as ISO 8601, objects and arrays as JSON. */
export function fakerText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return String(value);
}

/** The per-cell escape hatch: about a microsecond per cell. */
export function faker(step: StepOf<'faker'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'text');
  const shared = frame.fakers.get(step.locale);
  if (shared === undefined) throw new TypeError(`the Faker of locale ${step.locale} is not loaded`);
  const cell = openFakerMethod(step, shared);
  const write = createStringWriter(frame);
  return (count) => {
    for (let i = 0; i < count; i++) write(fakerText(cell(low[i]!, high[i]!)), out, i);
  };
}
