import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultsOf } from '../../testing/derive-columns.ts';

/** An expression and what it is worth in a row, by plain JavaScript; null is null. */
interface Sample<T> {
  readonly text: string;
  of(row: Readonly<Record<string, unknown>>): T | null;
}
const lift = <A, B, T>(
  left: Sample<A>,
  right: Sample<B>,
  sign: string,
  apply: (a: A, b: B) => T | null,
): Sample<T> => ({
  text: `(${left.text} ${sign} ${right.text})`,
  of(row) {
    const [a, b] = [left.of(row), right.of(row)];
    return a === null || b === null ? null : apply(a, b);
  },
});
const call = <T>(
  name: string,
  parts: readonly Sample<unknown>[],
  apply: (...values: never[]) => T,
): Sample<T> => ({
  text: `${name}(${parts.map(({ text }) => text).join(', ')})`,
  of(row) {
    const values = parts.map((part) => part.of(row));
    return values.includes(null) ? null : apply(...(values as never[]));
  },
});
const columnSample = <T>(name: string): Sample<T> => ({
  text: name,
  of: (row) =>
    row[name] === null ? null : ((name === 'price' ? Number(row[name]) : row[name]) as T),
});
const literalSample = <T>(value: T): Sample<T> => ({
  text: JSON.stringify(value),
  of: () => value,
});

const arithmetic: Record<string, (a: number, b: number) => number | null> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? null : a / b),
};
const comparison: Record<string, (a: never, b: never) => boolean> = {
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

const samples = fc.letrec<{
  number: Sample<number>;
  text: Sample<string>;
  boolean: Sample<boolean>;
}>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', 'price', 'rate').map((name) => columnSample<number>(name)),
    fc.constantFrom<number>(0, 1, 2, 3.5, 0.25).map((value) => literalSample(value)),
    fc
      .tuple(tie('number'), tie('number'), fc.constantFrom('+', '-', '*', '/'))
      .map(([a, b, sign]) => lift<number, number, number>(a, b, sign, arithmetic[sign] as never)),
    tie('number').map((a) => call<number>('abs', [a], Math.abs as never)),
    tie('number').map(
      (a): Sample<number> => ({
        text: `-${a.text}`,
        of: (row) => ((value) => (value === null ? null : -value))(a.of(row)),
      }),
    ),
    fc
      .tuple(tie('number'), tie('number'))
      .map(([a, b]) => call<number>('max', [a, b], Math.max as never)),
    tie('text').map((a) =>
      call<number>('length', [a], ((text: string) => [...text].length) as never),
    ),
    fc.tuple(tie('boolean'), tie('number'), tie('number')).map(
      ([test, a, b]): Sample<number> => ({
        text: `(${test.text} ? ${a.text} : ${b.text})`,
        of: (row) => (test.of(row) === true ? a : b).of(row),
      }),
    ),
    fc.tuple(tie('number'), tie('number')).map(
      ([a, b]): Sample<number> => ({
        text: `coalesce(${a.text}, ${b.text})`,
        of: (row) => a.of(row) ?? b.of(row),
      }),
    ),
  ),
  text: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('name', 'tag').map((name) => columnSample<string>(name)),
    fc.constantFrom<string>('', 'Ada', '"é,').map((value) => literalSample(value)),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => lift(a, b, '+', (x, y) => x + y)),
    fc
      .tuple(tie('text'), fc.constantFrom('a', 'b'))
      .map(([a, name]) => lift(a, columnSample<number>(name), '+', (x, y) => `${x}${y}`)),
    tie('text').map((a) =>
      call<string>('lower', [a], ((text: string) => text.toLowerCase()) as never),
    ),
    fc
      .tuple(tie('text'), fc.integer({ min: 1, max: 3 }))
      .map(([a, start]) =>
        call<string>('substring', [a, literalSample(start), literalSample(2)], ((text: string) =>
          [...text].slice(start - 1, start + 1).join('')) as never),
      ),
  ),
  boolean: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('on', 'maybe').map((name) => columnSample<boolean>(name)),
    fc
      .tuple(tie('text'), tie('text'), fc.constantFrom('==', '!='))
      .map(([a, b, sign]) => lift<string, string, boolean>(a, b, sign, comparison[sign] as never)),
    fc
      .tuple(
        fc.constantFrom('a', 'b', 'price'),
        fc.constantFrom('a', 'b', 'price'),
        fc.constantFrom('<', '>=', '==', '!='),
      )
      .map(([a, b, sign]) =>
        lift<never, never, boolean>(
          columnSample<never>(a),
          columnSample<never>(b),
          sign,
          comparison[sign] as never,
        ),
      ),
    fc.tuple(tie('boolean'), tie('boolean'), fc.constantFrom('&&', '||')).map(
      ([a, b, sign]): Sample<boolean> => ({
        text: `(${a.text} ${sign} ${b.text})`,
        of(row) {
          const values = [a.of(row), b.of(row)];
          const deciding = sign === '||';
          return values.includes(deciding) ? deciding : values.includes(null) ? null : !deciding;
        },
      }),
    ),
    tie('boolean').map(
      (a) =>
        ({
          text: `!${a.text}`,
          of: (row) => ((value) => (value === null ? null : !value))(a.of(row)),
        }) as Sample<boolean>,
    ),
    fc
      .constantFrom('b', 'tag', 'maybe')
      .map(
        (name): Sample<boolean> => ({ text: `(${name} == null)`, of: (row) => row[name] === null }),
      ),
  ),
}));

describe('derive gives what JavaScript gives', () => {
  it.each(['number', 'text', 'boolean'] as const)(
    'for any expression that is a %s',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(samples[kind] as fc.Arbitrary<Sample<unknown>>, async (sample) => {
          for (const row of await resultsOf(sample.text, 25)) {
            const expected = sample.of(row);
            if (typeof expected !== 'number') expect(row.cell).toBe(expected);
            else if (
              row.cell === null ||
              Math.abs(Number(row.cell) - expected) > 1e-6 * Math.max(1, Math.abs(expected))
            ) {
              expect(row.cell, sample.text).toBe(expected);
            }
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  /** The cells as the expressions below use them. */
  interface Cells {
    readonly a: number;
    readonly b: number | null;
    readonly price: number;
    readonly day: string;
    readonly at: string | null;
    readonly on: boolean;
    readonly big: bigint;
  }
  const DAY = 86_400_000;
  const iso = (time: number) => new Date(time).toISOString();
  it.each<[string, (row: Cells) => unknown]>([
    ['addDays(day, 30)', ({ day }) => iso(Date.parse(day) + 30 * DAY).slice(0, 10)],
    ['addHours(day, 1.5)', ({ day }) => iso(Date.parse(day) + 5_400_000)],
    ['addMonths("2024-01-31", a - a + 1)', () => '2024-02-29T00:00:00.000Z'],
    ['addYears(date("2024-02-29"), 1)', () => '2025-02-28'],
    [
      'daysBetween(day, "2025-01-01")',
      ({ day }) => (Date.parse('2025-01-01') - Date.parse(day)) / DAY,
    ],
    [
      'year(at) * 100 + month(at)',
      ({ at }) =>
        at === null ? null : Number(String(at).slice(0, 4)) * 100 + Number(String(at).slice(5, 7)),
    ],
    ['weekday(day)', ({ day }) => new Date(day).getUTCDay()],
    ['day > "2023-06-01"', ({ day }) => day > '2023-06-01'],
    ['date(at) == day', ({ at, day }) => (at === null ? null : String(at).slice(0, 10) === day)],
    ['at ?? timestamp(day)', ({ at, day }) => at ?? `${day}T00:00:00.000Z`],
    ['max(day, date("2023-01-01"))', ({ day }) => (day > '2023-01-01' ? day : '2023-01-01')],
    ['a % 7', ({ a }) => (a % 7) + 0],
    ['a ** 2 - row["odd name"] * row.a', ({ a }) => a * a - a],
    [
      'round(price * 1.19, 2)',
      ({ price }) =>
        (Math.floor(Number(String(price).replace('.', '')) * 1.19 + 0.5 + 1e-9) / 100).toFixed(2),
    ],
    ['floor(price)', ({ price }) => Math.floor(price)],
    ['ceil(-price / 2)', ({ price }) => Math.ceil(-price / 2) + 0],
    ['price > 20 || price < 10', ({ price }) => Number(price) > 20 || Number(price) < 10],
    ['a / (b - b)', () => null],
    ['(0 - 1) ** 0.5', () => null],
    ['a * 1e308 * 1e10', ({ a }) => (a === 0 ? 0 : null)],
    ['9007199254740991 + 1', () => null],
    ['addYears(day, 9000)', () => null],
    ['"n" + floor(a / (b - b))', () => null],
    ['if(b == null, "none", text(b))', ({ b }) => (b === null ? 'none' : String(b))],
    ['"#" + big', ({ big }) => `#${big}`],
    ['null ?? a', ({ a }) => a],
    ['on ? null : a', ({ on, a }) => (on ? null : a)],
  ])('%s', async (expression, expected) => {
    for (const row of await resultsOf(expression)) {
      const cell = typeof row.cell === 'number' ? row.cell + 0 : row.cell;
      expect(cell).toEqual(expected(row as never));
    }
  });
});
