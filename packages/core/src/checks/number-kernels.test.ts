import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../kernels/memory.ts';
import { isExact, planInt64Range, planNumberCheck } from './number-plan.ts';
import { placeFlags, placeNumbers, placeTexts, verdictsOf } from './testing/check-columns.ts';

const flags = (values: readonly boolean[]): number[] => values.map(Number);

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom(0, -0, 1e21, 1e22, 5e-324, 0.1, 0.3, 2 ** 53, Number.POSITIVE_INFINITY),
);

describe('checks of numbers', () => {
  const run = (check: Parameters<typeof planNumberCheck>[0], values: readonly number[]): number[] =>
    verdictsOf(0, values.length, (memory, kernels, verdict) =>
      kernels.openNumbers(planNumberCheck(check))(
        placeNumbers(memory, values),
        values.length,
        verdict,
      ),
    );

  it('compare as JavaScript does', () => {
    const limit = fc.option(anyNumber.filter((value) => !Number.isNaN(value)));
    fc.assert(
      fc.property(
        fc.array(anyNumber, { minLength: 1 }),
        limit,
        limit,
        fc.boolean(),
        (values, low, high, exclusive) => {
          const range = {
            ...(low === null ? {} : { [exclusive ? 'exclusiveMin' : 'min']: low }),
            ...(high === null ? {} : { [exclusive ? 'exclusiveMax' : 'max']: high }),
          };
          const passes = (value: number): boolean =>
            !Number.isNaN(value) &&
            (low === null || (exclusive ? value > low : value >= low)) &&
            (high === null || (exclusive ? value < high : value <= high));
          expect(run({ check: 'range', ...range }, values)).toEqual(flags(values.map(passes)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('divide as Ajv does', () => {
    fc.assert(
      fc.property(
        fc.array(anyNumber, { minLength: 1 }),
        fc.oneof(fc.constant(1), anyNumber).filter((value) => value > 0 && Number.isFinite(value)),
        (values, divisor) => {
          const passes = (value: number): boolean =>
            // biome-ignore lint/correctness/useParseIntRadix: these are the words of Ajv
            value / divisor === parseInt(String(value / divisor));
          expect(run({ check: 'multipleOf', divisor }, values)).toEqual(flags(values.map(passes)));
          expect(run({ check: 'integer' }, values)).toEqual(flags(values.map(Number.isInteger)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('know numbers of a set', () => {
    const few = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(-0, 0.5, 1e300));
    fc.assert(
      fc.property(fc.array(few), fc.array(few, { minLength: 1 }), (set, values) => {
        const known = values.map((value) => set.some((one) => one === value));
        expect(run({ check: 'numbers', values: set }, values)).toEqual(flags(known));
      }),
    );
  });

  it('compare 64-bit integers exactly', () => {
    const int64 = fc.oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.bigInt({ min: -3n, max: 3n }),
    );
    const limit = fc.option(fc.oneof(int64, fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n })));
    fc.assert(
      fc.property(
        fc.array(int64, { minLength: 1 }),
        limit,
        limit,
        fc.boolean(),
        (values, low, high, exclusive) => {
          const range = {
            ...(low === null ? {} : { [exclusive ? 'exclusiveMin' : 'min']: low }),
            ...(high === null ? {} : { [exclusive ? 'exclusiveMax' : 'max']: high }),
          };
          expect(isExact(range)).toBe(low !== null || high !== null);
          const passes = (value: bigint): boolean =>
            (low === null || (exclusive ? value > low : value >= low)) &&
            (high === null || (exclusive ? value < high : value <= high));
          const verdicts = verdictsOf(0, values.length, (memory, kernels, verdict) => {
            const at = allocate(memory, 8 * values.length);
            const placed = new BigInt64Array(memory.buffer, at, values.length);
            placed.set(values);
            kernels.openInt64(planInt64Range(range))(placed, values.length, verdict);
          });
          expect(verdicts).toEqual(flags(values.map(passes)));
        },
      ),
    );
  });

  it('read numbers as JavaScript does', () => {
    const text = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer().map(String),
      fc.bigInt().map(String),
      fc.tuple(fc.integer(), fc.nat({ max: 999_999 })).map(([a, b]) => `${a}.${b}`),
      fc.stringMatching(/^-?[0-9]{1,22}(\.[0-9]{0,25})?(e[+-]?[0-9]{1,3})?$/),
      fc.constantFrom('-0', '0.1', '9007199254740993', '1e400', '-', '', '.5', '1.', 'x'),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 60 }), (texts) => {
        verdictsOf(60 * texts.length, texts.length, (memory, kernels) => {
          const out = placeNumbers(memory, Array<number>(texts.length).fill(7));
          const known = placeFlags(memory, Array<number>(texts.length).fill(7));
          kernels.parse(placeTexts(memory, texts), out, known, texts.length);
          expect([...out]).toEqual(texts.map(Number));
        });
      }),
      { numRuns: 200 },
    );
  });

  it('turn integers of other kinds into floats', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 1 }),
        fc.nat({ max: 18 }),
        (values, scale) => {
          verdictsOf(0, values.length, (memory, kernels) => {
            const at = allocate(memory, 8 * values.length);
            const wide = new BigInt64Array(memory.buffer, at, values.length);
            wide.set(values);
            const out = placeNumbers(memory, Array<number>(values.length).fill(7));
            kernels.widen(wide, out, values.length);
            expect([...out]).toEqual(values.map(Number));
            const scaled = placeNumbers(memory, Array<number>(values.length).fill(7));
            kernels.divide(out, scaled, values.length, 10 ** scale);
            expect([...scaled]).toEqual(values.map((value) => Number(value) / 10 ** scale));
          });
        },
      ),
    );
  });
});

describe('verdicts', () => {
  it('are joined, lifted and counted alike', () => {
    const row = fc.record({
      verdict: fc.nat({ max: 1 }),
      part: fc.nat({ max: 1 }),
      kind: fc.nat({ max: 7 }),
      valid: fc.nat({ max: 1 }),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 100 }),
        fc.nat({ max: 7 }),
        fc.uniqueArray(fc.nat({ max: 7 })),
        (rows, kind, allowed) => {
          const column = (key: 'verdict' | 'part' | 'kind' | 'valid'): number[] =>
            rows.map((values) => values[key]);
          const results = (['combine', 'others', 'nulls', 'kinds'] as const).map((what) =>
            verdictsOf(0, rows.length, (memory, kernels, verdict) => {
              verdict.set(column('verdict'));
              const kinds = placeFlags(memory, column('kind'));
              const count = rows.length;
              if (what === 'combine')
                kernels.combine(verdict, placeFlags(memory, column('part')), count);
              else if (what === 'others') kernels.passOthers(verdict, kinds, count, kind);
              else if (what === 'nulls')
                kernels.passNulls(verdict, placeFlags(memory, column('valid')), count);
              else kernels.allowKinds(verdict, kinds, count, new Set(allowed));
              expect(kernels.countFailures(verdict, count)).toBe(
                verdict.filter((value) => value === 0).length,
              );
            }),
          );
          const expected = [
            rows.map(({ verdict, part }) => verdict & part),
            rows.map((r) => (r.kind === kind ? r.verdict : 1)),
            rows.map(({ verdict, valid }) => (valid === 0 ? 1 : verdict)),
            rows.map((r) => (allowed.includes(r.kind) ? r.verdict : 0)),
          ];
          expect(results).toEqual(expected);
        },
      ),
    );
  });
});
