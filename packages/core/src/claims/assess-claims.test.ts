import { describe, expect, it } from 'vitest';
import { CLAIMS, type ClaimName, type MaskingRequest } from '../request/types-masking.ts';
import { assessClaim, assessClaims, CLAIM_DEFINITIONS } from './assess-claims.ts';
import type { ClaimInput } from './claim-input.ts';
import { CLAIMS_OF_FAMILY } from './claims-of-family.ts';
import { provenInput, type WrittenColumn } from './testing/claim-columns.ts';

const verdictOf = (claim: ClaimName, column: WrittenColumn, masking: MaskingRequest = {}) =>
  assessClaim(claim, provenInput({ c: column }, { masking })).columns[0]?.verdict;

const refusals = (claim: ClaimName, masking: MaskingRequest, more: Partial<ClaimInput> = {}) =>
  assessClaim(claim, provenInput({ c: { mask: 'redact' } }, { masking, ...more }))
    .statements.filter(({ verdict }) => verdict !== 'passes')
    .map(({ statement, verdict }) => `${statement} ${verdict}`);

it('has a definition for every claim of a request', () => {
  expect(CLAIMS.map((claim) => CLAIM_DEFINITIONS[claim].claim)).toEqual([...CLAIMS]);
});

it('judges what the request asks for, and nothing else', () => {
  const claims = ['synthetic', 'pci-no-live-pan'] as const;
  const found = assessClaims(provenInput({}, { masking: { claims } }));
  expect(found.map(({ claim, earned }) => [claim, earned])).toEqual([
    ['synthetic', true],
    ['pci-no-live-pan', true],
  ]);
  expect(assessClaims(provenInput({}))).toEqual([]);
});

describe.each(CLAIMS.filter((claim) => claim !== 'synthetic'))('%s', (claim) => {
  it('is refused for a column that nobody has decided on', () => {
    expect(verdictOf(claim, { mask: 'hash.hmac' })).toBe('refused');
  });

  it.each<[WrittenColumn, keyof typeof CLAIMS_OF_FAMILY]>([
    [{ mask: 'keep' }, 'kept'],
    [{ mask: 'redact' }, 'removed'],
    [{ mask: 'surrogate.random' }, 'random'],
    [{ mask: 'hash.md5' }, 'unkeyed'],
    [{ mask: 'shuffle' }, 'rearranged'],
    [{ mask: 'hash.hmac' }, 'keyed'],
    [{ mask: 'mask.partial', keepLast: 4 }, 'partial'],
  ])('does with %j what the table of families says', (column, family) => {
    const found = verdictOf(claim, { ...column, type: 'card' });
    const use = CLAIMS_OF_FAMILY[family][claim];
    if (use === 'yes' || use === 'with analysis') expect(found).toBe('passes');
    if (use === 'no') expect(found).toBe('refused');
  });
});

describe('hipaa-limited-data-set', () => {
  it.each<[WrittenColumn, string]>([
    [{ mask: 'keep', type: 'city' }, 'not concerned'],
    [{ mask: 'keep', type: 'postal-code' }, 'not concerned'],
    [{ mask: 'keep', type: 'birth-date' }, 'not concerned'],
    [{ mask: 'keep', type: 'customer-id' }, 'not concerned'],
    [{ mask: 'keep', type: 'tax-id' }, 'refused'],
    [{ mask: 'keep', type: 'national-id' }, 'refused'],
    [{ mask: 'keep', type: 'street-address' }, 'refused'],
    [{ mask: 'keep', type: 'geo-coordinate' }, 'refused'],
    [{ mask: 'keep', type: 'password' }, 'refused'],
    [{ mask: 'hash.hmac', type: 'medical-record' }, 'passes'],
    [{ mask: 'keep', type: 'free-text' }, 'refused'],
  ])('%j: %s', (column, expected) => {
    expect(verdictOf('hipaa-limited-data-set', column)).toBe(expected);
  });

  it('needs a contract', () => {
    expect(refusals('hipaa-limited-data-set', {})).toEqual(['data use agreement refused']);
    const statements = { dataUseAgreement: { id: 'DUA-7' } };
    expect(refusals('hipaa-limited-data-set', { statements })).toEqual([]);
  });
});

const anonymity = { t: { quasiIdentifiers: ['c'], sensitive: [], k: 5 } };
const measured = (k: number): Partial<ClaimInput> => ({
  proofs: {
    t: {
      rows: 100,
      sampledOneIn: 1,
      columns: [],
      anonymity: {
        quasiIdentifiers: ['c'],
        sensitive: [],
        measured: { k, rowsBelow: 0, shareBelow: 0, classes: 9, sensitive: [] },
      },
    },
  },
});

describe('hipaa-expert-determination', () => {
  const expert = { name: 'E', method: 'm', report: 'r.pdf', expires: '2026-11-23' };

  it('needs an expert whose word still holds, and numbers', () => {
    const claim = 'hipaa-expert-determination';
    expect(refusals(claim, {})).toEqual([
      'determination of an expert refused',
      'risk numbers refused',
    ]);
    const statements = { expert };
    expect(refusals(claim, { statements, anonymity }, measured(5))).toEqual([]);
    expect(refusals(claim, { statements, anonymity }, measured(4))).toEqual([
      'anonymity of t refused',
    ]);
    expect(refusals(claim, { statements, anonymity }, { proofs: {} })).toEqual([
      'anonymity of t open',
    ]);
    const old = { expert: { ...expert, expires: '2026-11-22' } };
    expect(refusals(claim, { statements: old, anonymity }, measured(5))).toEqual([
      'determination of an expert refused',
    ]);
  });

  it('wants quasi-identifiers that stay to be measured', () => {
    const city = { mask: 'keep', type: 'city' };
    expect(verdictOf('hipaa-expert-determination', city)).toBe('refused');
    expect(verdictOf('hipaa-expert-determination', city, { anonymity })).toBe('passes');
  });
});

describe('gdpr-pseudonymised', () => {
  const input = (masking: MaskingRequest, mask = 'hash.hmac') =>
    assessClaim(
      'gdpr-pseudonymised',
      provenInput(
        { mail: { mask, type: 'email' }, city: { mask: 'keep', type: 'city' } },
        { masking },
      ),
    );

  it('is earned under a key that somebody keeps apart', () => {
    expect(input({ keyCustodian: 'key office' }).earned).toBe(true);
    expect(input({}).refused).toBe(true);
    expect(input({}, 'redact').earned).toBe(true);
    expect(input({ keyCustodian: 'key office' }, 'keep').refused).toBe(true);
  });
});

describe('gdpr-anonymised', () => {
  const keyed = { c: { mask: 'keep', type: 'city' }, mail: { mask: 'hash.hmac', type: 'email' } };
  const reviewer = { name: 'DPO', date: '2026-11-01' };
  const assess = (masking: MaskingRequest, columns: Record<string, WrittenColumn> = keyed) =>
    assessClaim('gdpr-anonymised', provenInput(columns, { masking, ...measured(7) }));

  it('is never earned by strategies alone', () => {
    const removed = { mail: { mask: 'redact', type: 'email' } };
    expect(assess({}, removed).refused).toBe(true);
    expect(assess({ statements: { reviewer } }, removed).refused).toBe(true);
  });

  it('is earned by measured risk, a key that is gone and a reviewer, all together', () => {
    const statements = { reviewer, keyDestroyed: { event: '17' } };
    expect(assess({ anonymity, statements }).earned).toBe(true);
    expect(assess({ statements }).refused).toBe(true);
    expect(assess({ anonymity, statements: { reviewer } }).refused).toBe(true);
    expect(assess({ anonymity, statements: { keyDestroyed: { event: '17' } } }).refused).toBe(true);
  });

  it('asks for more than k where values are sensitive, and for maps to be burned', () => {
    const health = { c: { mask: 'keep', type: 'health' } };
    const limits = { t: { quasiIdentifiers: ['x'], sensitive: ['c'], k: 5 } };
    const verdict = (l?: number) =>
      assess({ anonymity: { t: { ...limits.t, ...(l === undefined ? {} : { l }) } } }, health)
        .columns[0]?.verdict;
    expect([verdict(), verdict(2)]).toEqual(['refused', 'passes']);
    expect(verdictOf('gdpr-anonymised', { mask: 'surrogate.kept', type: 'email' })).toBe('refused');
    expect(verdictOf('gdpr-anonymised', { mask: 'surrogate.random', type: 'email' })).toBe(
      'passes',
    );
  });
});

describe('pci-no-live-pan', () => {
  it.each<[WrittenColumn, string]>([
    [{ mask: 'truncate.pan', keepFirst: 6, keepLast: 4 }, 'passes'],
    [{ mask: 'truncate.pan', keepFirst: 8, keepLast: 4 }, 'passes'],
    [{ mask: 'truncate.pan', keepFirst: 9, keepLast: 4 }, 'refused'],
    [{ mask: 'truncate.pan', keepFirst: 6, keepLast: 5 }, 'refused'],
    // It would leave 12 of 15 digits.
    [{ mask: 'mask.partial', keepFirst: 8, keepLast: 4 }, 'refused'],
    [{ mask: 'mask.partial', keepFirst: 6, keepLast: 4 }, 'passes'],
    [{ mask: 'hash.hmac' }, 'passes'],
    [{ mask: 'hash.md5' }, 'refused'],
    [{ mask: 'fpe.ff1' }, 'refused'],
    [{ mask: 'fpe.checksum' }, 'passes'],
    [{ mask: 'fpe.checksum', valid: true }, 'refused'],
    [{ mask: 'shuffle' }, 'refused'],
    [{ mask: 'keep' }, 'refused'],
  ])('card under %j: %s', (column, expected) => {
    expect(verdictOf('pci-no-live-pan', { ...column, type: 'card' })).toBe(expected);
  });

  it('lets no security code through, in whatever form', () => {
    expect(verdictOf('pci-no-live-pan', { mask: 'hash.hmac', type: 'card-code' })).toBe('refused');
    expect(verdictOf('pci-no-live-pan', { mask: 'null', type: 'card-code' })).toBe('passes');
  });

  it('is refused by a single card number in whatever column', () => {
    const found = (detected: Readonly<Record<string, number>>) => {
      const note = { column: 'c', tooLong: 0, changedNulls: 0, sampled: 800, detected };
      const proofs = { t: { rows: 800, sampledOneIn: 1, columns: [note] } };
      const input = provenInput({ c: { mask: 'keep', type: 'none' } }, { proofs });
      return assessClaim('pci-no-live-pan', input).columns[0]?.verdict;
    };
    expect([found({ card: 1 }), found({ phone: 1 })]).toEqual(['refused', 'not concerned']);
  });

  it('leaves other data alone', () => {
    expect(verdictOf('pci-no-live-pan', { mask: 'keep', type: 'email' })).toBe('not concerned');
  });
});

describe('free text in which something is found', () => {
  const verdict = (claim: ClaimName, kind: string) => {
    const proofs = {
      t: {
        rows: 10,
        sampledOneIn: 1,
        columns: [
          { column: 'c', tooLong: 0, changedNulls: 0, sampled: 10, detected: { [kind]: 3 } },
        ],
      },
    };
    const column = { mask: 'text.deid', type: 'free-text' };
    return assessClaim(claim, provenInput({ c: column }, { proofs })).columns[0]?.verdict;
  };

  it.each<[ClaimName, string[], string[]]>([
    ['pci-no-live-pan', ['full-name', 'email', 'person-date'], ['card']],
    ['gdpr-pseudonymised', ['person-date', 'birth-date'], ['full-name', 'card']],
    ['hipaa-limited-data-set', ['person-date', 'birth-date'], ['full-name', 'phone']],
    ['hipaa-safe-harbor', [], ['person-date', 'full-name']],
    ['gdpr-anonymised', [], ['person-date', 'full-name']],
  ])('%s is earned with %j, and refused with %j', (claim, staying, refusing) => {
    for (const kind of staying) expect([kind, verdict(claim, kind)]).toEqual([kind, 'passes']);
    for (const kind of refusing) expect([kind, verdict(claim, kind)]).toEqual([kind, 'refused']);
  });
});

it('calls nothing synthetic that was read from a source', () => {
  expect(verdictOf('synthetic', { mask: 'redact' })).toBe('refused');
});
