import { describe, expect, test } from 'vitest';
import { FUNCTION_ACCESS, type LambdaEntry, mayAccess } from './function-access.ts';

const entries = Object.keys(FUNCTION_ACCESS) as LambdaEntry[];
const allowed = (action: 'read' | 'write' | 'delete', key: string): readonly string[] =>
  entries.filter((entry) => mayAccess(entry, action, key)).toSorted();

describe('who may do what with objects', () => {
  test('parts of a dataset are made by those that build it', () => {
    expect(allowed('write', 'datasets/abc/users/part-00000.parquet')).toEqual([
      'build-shard',
      'mask-table',
      'plan',
      'store-dataset',
    ]);
  });

  test('datasets are deleted by those that replace, repair or abandon them', () => {
    expect(allowed('delete', 'datasets/abc/manifest.json')).toEqual([
      'clean-up',
      'plan',
      'store-dataset',
    ]);
  });

  test('what tests were given is deleted by those that end them', () => {
    expect(allowed('delete', 'runs/r1/private/call/variables.sh')).toEqual([
      'clean-up',
      'test-ended',
    ]);
  });

  test('nobody touches what is neither run nor dataset', () => {
    for (const action of ['read', 'write', 'delete'] as const)
      expect(allowed(action, 'other/runs/r1/run.json')).toEqual([]);
  });

  test('keys are compared as AWS does: a point is a point, and * goes beyond slashes', () => {
    expect(mayAccess('validate-dataset', 'delete', 'runs/r1/keys/users/0')).toBe(true);
    expect(mayAccess('validate-dataset', 'delete', 'runs/r1/keysets/0')).toBe(false);
    expect(mayAccess('validate-dataset', 'delete', 'xruns/r1/keys/0')).toBe(false);
  });
});
