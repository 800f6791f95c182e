import { expect, it } from 'vitest';
import { countsLine } from './test.mjs';

const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] };

it('counts tests as vitest does', () => {
  const result = {
    numPassedTests: 12,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [passed, { status: 'failed', assertionResults: [{ status: 'failed' }] }],
  };
  expect(countsLine(result)).toBe('rowmill: 12 passed, 1 failed, 3 skipped');
});

it('counts a file that fails before its first test', () => {
  const result = {
    numPassedTests: 1,
    numFailedTests: 0,
    numPendingTests: 0,
    testResults: [passed, { status: 'failed', assertionResults: [] }],
  };
  expect(countsLine(result)).toBe('rowmill: 1 passed, 1 failed, 0 skipped');
});
