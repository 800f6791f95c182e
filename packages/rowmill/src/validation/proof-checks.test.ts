import type { ColumnProof } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { type ProvenTable, proofChecks } from './proof-checks.ts';

const FINE: ColumnProof = {
  column: 'email',
  survival: {
    values: 1000,
    inSameColumn: 0,
    inOtherColumns: 0,
    byChance: 0,
    survived: 0,
    inOwnText: 0,
  },
  reserved: { checked: 1000, inside: 1000 },
  tooLong: 0,
  changedNulls: 0,
  detected: {},
  sampled: 1000,
};

function table(changes: Partial<ColumnProof>, more: Partial<ProvenTable> = {}): ProvenTable {
  const proof = { rows: 1000, sampledOneIn: 1, columns: [{ ...FINE, ...changes }] };
  return { name: 'users', rows: 1000, masking: [], accepted: new Set(), proof, ...more };
}

const failed = (tested: ProvenTable) =>
  proofChecks(tested)
    .filter(({ passed }) => !passed)
    .map(({ name, columns, failingRows, problem }) => ({ name, columns, failingRows, problem }));

const measured = (k: number, distinctL: number, t: number) => ({
  k,
  rowsBelow: 7,
  shareBelow: 0.007,
  classes: 12,
  sensitive: [{ column: 'diagnosis', distinctL, entropyL: distinctL, t }],
});

const LIMITS = { quasiIdentifiers: ['zip', 'sex'], sensitive: ['diagnosis'], k: 5, l: 2, t: 0.3 };

function anonymous(k: number, distinctL: number, t: number): ProvenTable {
  const { quasiIdentifiers, sensitive } = LIMITS;
  const anonymity = { quasiIdentifiers, sensitive, measured: measured(k, distinctL, t) };
  const { proof, ...rest } = table({});
  return { ...rest, anonymity: LIMITS, proof: { ...proof, anonymity } };
}

describe('proofChecks', () => {
  it('lets a table through of which nothing is left', () => {
    expect(proofChecks(table({})).map(({ name, passed }) => [name, passed])).toEqual([
      ['valuesDoNotSurvive', true],
      ['masksLieInReservedRanges', true],
      ['masksFitTheColumn', true],
      ['noPersonalDataIsFound', true],
    ]);
  });

  it('fails for a single value that survived, and says how many were looked for', () => {
    const survival = { ...(FINE.survival as NonNullable<ColumnProof['survival']>), survived: 1 };
    expect(failed(table({ survival }))).toEqual([
      {
        name: 'valuesDoNotSurvive',
        columns: ['email'],
        failingRows: 1,
        problem: '1 of 1,000 values of the source found after masking',
      },
    ]);
  });

  it('fails for a cell that is as it was', () => {
    const counts = { column: 'email', strategy: 'fake.email', reveals: 'equality' as const };
    const masking = [{ ...counts, masked: 1000, nulls: 0, unchangedValues: 2 }];
    expect(failed(table({}, { masking }))[0]?.problem).toBe('2 cells as in the source');
  });

  it('fails for a mask that could reach somebody, that does not fit, or is a null too many', () => {
    const found = failed(
      table({ reserved: { checked: 1000, inside: 999 }, tooLong: 3, changedNulls: 1 }),
    );
    expect(found.map(({ name, failingRows }) => [name, failingRows])).toEqual([
      ['masksLieInReservedRanges', 1],
      ['masksFitTheColumn', 4],
    ]);
  });

  it('fails for any address that detectors find, and for digits where they are not rare', () => {
    expect(failed(table({ detected: { email: 1 } }))).toHaveLength(1);
    expect(failed(table({ detected: { phone: 10 } }))).toHaveLength(0);
    expect(failed(table({ detected: { phone: 11 } }))).toHaveLength(1);
    expect(failed(table({ detected: { 'full-name': 500 } }))).toHaveLength(0);
    expect(failed(table({ detected: { email: 900 } }, { accepted: new Set(['email']) }))).toEqual(
      [],
    );
  });

  it('holds rows against the limits of the request', () => {
    expect(failed(anonymous(5, 2, 0.3))).toEqual([]);
    expect(failed(anonymous(4, 1, 0.31)).map(({ name, columns }) => [name, columns])).toEqual([
      ['rowsAreKAnonymous', ['zip', 'sex']],
      ['classesAreLDiverse', ['zip', 'sex', 'diagnosis']],
      ['classesAreTClose', ['zip', 'sex', 'diagnosis']],
    ]);
  });

  it('fails where classes were too many to count', () => {
    const [only] = failed(table({}, { anonymity: LIMITS }));
    expect(only).toMatchObject({ name: 'rowsAreKAnonymous', failingRows: 1000 });
  });
});
