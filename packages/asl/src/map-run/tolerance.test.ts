import { expect, test } from 'vitest';
import { isToleranceExceeded } from './tolerance.ts';

test.each([
  { failed: 0, total: 10, tolerance: {}, exceeded: false },
  { failed: 1, total: 10, tolerance: {}, exceeded: true },
  { failed: 2, total: 10, tolerance: { toleratedFailureCount: 2 }, exceeded: false },
  { failed: 3, total: 10, tolerance: { toleratedFailureCount: 2 }, exceeded: true },
  { failed: 3, tolerance: { toleratedFailureCount: 2 }, exceeded: true },
  { failed: 2, total: 10, tolerance: { toleratedFailurePercentage: 20 }, exceeded: false },
  { failed: 3, total: 10, tolerance: { toleratedFailurePercentage: 20 }, exceeded: true },
  { failed: 3, tolerance: { toleratedFailurePercentage: 20 }, exceeded: false },
  { failed: 0, total: 0, tolerance: { toleratedFailurePercentage: 0 }, exceeded: false },
  {
    failed: 2,
    total: 10,
    tolerance: { toleratedFailureCount: 1, toleratedFailurePercentage: 50 },
    exceeded: true,
  },
  {
    failed: 6,
    total: 10,
    tolerance: { toleratedFailureCount: 9, toleratedFailurePercentage: 50 },
    exceeded: true,
  },
])('$failed of $total with $tolerance: $exceeded', ({ exceeded, tolerance, ...counts }) => {
  expect(isToleranceExceeded(counts, tolerance)).toBe(exceeded);
});
