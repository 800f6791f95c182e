import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { floatText } from './float-text.ts';

describe('text of floating point numbers', () => {
  it('gives the number back', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(Number(floatText(value, 'double'))).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.float(), (value) => {
        expect(Math.fround(Number(floatText(value, 'single')))).toBe(value);
      }),
    );
  });
});

describePostgres('text of floating point numbers in PostgreSQL', () => {
  const postgres = usePostgres();

  it('is the same', async () => {
    const powers = [-30, -7, -5, -4, -1, 0, 3, 5, 6, 7, 14, 15, 16, 30];
    const values = powers.flatMap((power) =>
      [1, -1.5, 1.2345678, 9.9999994].map((n) => n * 10 ** power),
    );
    const told = await postgres.session((session) =>
      session.query<{ double: string; single: string }>(
        'SELECT value::text AS double, value::float4::text AS single FROM unnest($1::float8[]) WITH ORDINALITY AS all_values (value, place) ORDER BY place',
        [values],
      ),
    );
    expect(values.map((value) => floatText(value, 'double'))).toEqual(
      told.map(({ double }) => double),
    );
    expect(values.map((value) => floatText(value, 'single'))).toEqual(
      told.map(({ single }) => single),
    );
  });
});
