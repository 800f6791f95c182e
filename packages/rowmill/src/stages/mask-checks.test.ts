import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import type { StoredTable } from '../stores/manifest.ts';
import { maskChecks } from './mask-checks.ts';

/** Names of the checks of a table with one column, in which detectors have found addresses. */
function checksOf(decision: object): readonly string[] {
  const request = parseRequest(
    {
      name: 'shop',
      seed: 1,
      tables: {
        users: { source: { kind: 'csv', path: 'users.csv' }, columns: { notes: decision } },
      },
    },
    { definitions: REQUEST_DEFINITIONS },
  );
  const table = {
    name: 'users',
    origin: 'masked',
    rows: 100,
    masking: [],
    proof: {
      rows: 100,
      sampledOneIn: 1,
      columns: [
        { column: 'notes', tooLong: 0, changedNulls: 0, detected: { email: 3 }, sampled: 100 },
      ],
    },
  } as unknown as StoredTable;
  return maskChecks(table, request)
    .filter(({ passed }) => !passed)
    .map(({ name }) => name);
}

describe('maskChecks', () => {
  const kept = { mask: 'keep', type: 'none' };

  it('fails where detectors find somebody, and nobody has said that he may stay', () => {
    expect(checksOf(kept)).toEqual(['noPersonalDataIsFound']);
    expect(checksOf({ ...kept, reason: 'addresses of our own branches' })).toEqual([]);
  });

  it('does not take the evidence of a scan for the word of a person', () => {
    for (const reason of ['scan: named "notes"', 'scan (unsure): named "notes"'])
      expect(checksOf({ mask: 'text.deid', type: 'free-text', reason })).toEqual([
        'noPersonalDataIsFound',
      ]);
  });
});
