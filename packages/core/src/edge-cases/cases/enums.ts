import { orderedType } from '../domains/ordered-type.ts';
import type { ColumnDomain, EdgeCase, PresentValue } from '../edge-case.ts';
import { invalidCase, validCase } from './make-case.ts';

const MOST_NAMED = 40;

/** Every value of a closed set, and values that are none of them: unknown, in other case, with a blank, empty. */
export function enumCases(domain: ColumnDomain): EdgeCase[] {
  const { values } = domain;
  if (values === undefined) return [];
  return [
    ...values.map((value) => validCase(domain, 'values', { name: nameOf(value), value })),
    ...strangers(domain, values).flatMap((stranger) => invalidCase(domain, 'values', stranger)),
  ];
}

function nameOf(value: PresentValue): string {
  const text = String(value);
  return `value-${[...text].slice(0, MOST_NAMED).join('')}`;
}

interface Stranger {
  readonly name: string;
  readonly value: PresentValue;
}

function strangers(domain: ColumnDomain, values: readonly PresentValue[]): Stranger[] {
  const known = new Set(values);
  return candidates(domain, values).filter(({ value }) => !known.has(value));
}

function candidates(domain: ColumnDomain, values: readonly PresentValue[]): Stranger[] {
  const order = orderedType(domain.type);
  if (order !== undefined) return [beyondAll(values, order)].flatMap((value) => value ?? []);
  if (domain.type.kind !== 'string') return [];
  const texts = values.map(String);
  const cased = texts.find((text) => swapCase(text) !== text);
  const [first = ''] = texts;
  return [
    { name: 'not-in-set', value: 'not-one-of-them' },
    ...(cased === undefined ? [] : [{ name: 'wrong-case', value: swapCase(cased) }]),
    { name: 'trailing-blank', value: `${first} ` },
    { name: 'empty', value: '' },
  ];
}

function beyondAll(
  values: readonly PresentValue[],
  order: NonNullable<ReturnType<typeof orderedType>>,
): Stranger | undefined {
  const indexes = values.flatMap((value) =>
    typeof value === 'boolean' ? [] : (order.indexOf(value, 'down') ?? []),
  );
  // biome-ignore lint/complexity/useMathMinMax: Math.max takes no bigints.
  const greatest = indexes.reduce((a, b) => (a > b ? a : b), 0n);
  return greatest < order.greatest
    ? { name: 'not-in-set', value: order.valueAt(greatest + 1n) }
    : undefined;
}

function swapCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}
