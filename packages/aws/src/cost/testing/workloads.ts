import fc from 'fast-check';
import type { MeasuredTable } from 'rowmill/engine';
import type { Model } from '../activity.ts';
import { DEFAULT_QUOTAS } from '../quotas.ts';
import { RATES } from '../rates.ts';
import { PIPELINE } from '../traits.ts';
import type { Workload } from '../workload.ts';

/** A deployment in an account that has asked for no quota. */
export const MODEL: Model = { rates: RATES, quotas: DEFAULT_QUOTAS, traits: PIPELINE };

/** Users as they are measured: five columns, a key and a unique text. */
export const usersOf = (rows: number): MeasuredTable => ({
  name: 'users',
  origin: 'generated',
  rows,
  columns: 5,
  secondsPerRow: 580e-9,
  storedBytesPerRow: 52,
  keyBytes: [16, 8],
  countedParents: 0,
});

export const workloadOf = (...tables: readonly MeasuredTable[]): Workload => ({
  tables,
  targets: [],
  environments: 0,
});

/** Tables of up to ten billion rows, with columns that cost a few nanoseconds or some microseconds. */
export const tables: fc.Arbitrary<MeasuredTable> = fc.record({
  name: fc.constantFrom('users', 'orders', 'lines'),
  origin: fc.constant('generated' as const),
  rows: fc.integer({ min: 0, max: 10_000_000_000 }),
  columns: fc.integer({ min: 1, max: 50 }),
  secondsPerRow: fc.double({ min: 50e-9, max: 20e-6, noNaN: true }),
  storedBytesPerRow: fc.double({ min: 4, max: 2000, noNaN: true }),
  keyBytes: fc.array(fc.constantFrom(8, 16), { maxLength: 3 }),
  countedParents: fc.integer({ min: 0, max: 1_000_000 }),
});

export const workloads: fc.Arbitrary<Workload> = fc.record({
  tables: fc.array(tables, { minLength: 1, maxLength: 3 }),
  targets: fc.array(
    fc.record({
      kind: fc.constantFrom('postgres' as const, 's3' as const),
      tables: fc.constant([]),
    }),
    { maxLength: 3 },
  ),
  environments: fc.integer({ min: 0, max: 2 }),
});
