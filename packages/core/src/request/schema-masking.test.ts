import { describe, expect, it } from 'vitest';
import { canonicalRequest } from './canonical-request.ts';
import type { MaskingInput } from './input.ts';
import { parseRequest } from './parse-request.ts';
import { issueLines } from './testing/issue-lines.ts';
import { SAMPLE_DEFINITIONS } from './testing/sample-definitions.ts';

const request = (masking: MaskingInput | Record<string, unknown>) => ({
  name: 'clinic',
  tables: {
    patients: {
      source: { kind: 'csv', path: 'p.csv' },
      columns: { id: 'keep', born: 'keep', sex: 'keep', diagnosis: 'keep' },
    },
  },
  masking,
});
const read = (masking: MaskingInput) =>
  parseRequest(request(masking), { definitions: SAMPLE_DEFINITIONS });
const lines = (masking: Record<string, unknown>) => issueLines(request(masking));

describe('masking of a request', () => {
  it('spells the key, the claims and the limits out', () => {
    const { masking } = read({
      key: { ref: 'aws-secrets:prod/rowmill', version: 7, custodian: 'key office' },
      purpose: 'load-tests',
      claim: 'hipaa-limited-data-set',
      asOf: '2026-11-23',
      anonymity: {
        patients: { quasiIdentifiers: ['born', 'sex'], sensitive: ['diagnosis'], l: 2 },
      },
      statements: { dataUseAgreement: { id: 'DUA-7' } },
      strict: true,
    });
    expect(masking).toEqual({
      key: 'aws-secrets:prod/rowmill',
      keyVersion: '7',
      keyCustodian: 'key office',
      purpose: 'load-tests',
      claims: ['hipaa-limited-data-set'],
      asOf: '2026-11-23T00:00:00.000Z',
      anonymity: {
        patients: { quasiIdentifiers: ['born', 'sex'], sensitive: ['diagnosis'], k: 5, l: 2 },
      },
      statements: { dataUseAgreement: { id: 'DUA-7' } },
      strict: true,
    });
  });

  it('says nothing of what was not written', () => {
    expect(read({}).masking).toEqual({});
    expect(read({ key: 'env:K', strict: false }).masking).toEqual({ key: 'env:K' });
  });

  it('names each claim once', () => {
    const claims = ['synthetic', 'pci-no-live-pan', 'synthetic'] as const;
    expect(read({ claims }).masking.claims).toEqual(['synthetic', 'pci-no-live-pan']);
  });

  it.each([
    [{ claims: 'hipaa-safe-harbour' }, 'did you mean "hipaa-safe-harbor"?'],
    [{ claim: 'synthetic', claims: ['synthetic'] }, 'claim and claims are one thing'],
    [{ purpos: 'x' }, 'unknown key "purpos" | did you mean "purpose"?'],
    [{ key: { rf: 'env:K' } }, 'unknown key "rf"'],
    [{ statements: { expert: { name: 'A' } } }, 'masking.statements.expert.expires'],
    [{ anonymity: { patient: { quasiIdentifiers: ['born'] } } }, 'there is no table "patient"'],
    [{ anonymity: { patients: { quasiIdentifiers: ['age'] } } }, 'has no column "age"'],
    [{ anonymity: { patients: { quasiIdentifiers: ['born'], l: 2 } } }, 'l and t are about'],
    [
      { statements: { reviewer: { name: 'A', date: '2026-02-30' } } },
      'expected a day such as 2027-01-31',
    ],
  ])('refuses %j', (masking, problem) => {
    expect(lines(masking).join('\n')).toContain(problem);
  });

  it.each([
    ['env:K', true],
    ['file:keys/k', true],
    ['aws-kms:file:key.blob', true],
    ['aws-kms:env:BLOB', true],
    ['aws-secrets:arn:aws:secretsmanager:eu-west-1:123456789012:secret:k-AbCdEf', true],
    ['aws-kms:AQICAHh', false],
    ['hex:000102030405060708090a0b0c0d0e0f', false],
  ])('takes the key reference %s: %s', (key, isRight) => {
    const found = lines({ key });
    expect(found.length === 0).toBe(isRight);
    if (!isRight) expect(found.join()).not.toContain(key);
  });
});

describe('the canonical request', () => {
  const canonical = (masking: MaskingInput) =>
    canonicalRequest({ request: read(masking), imports: {} });

  it('knows what masks follow from', () => {
    const plain = canonical({ key: 'env:K' });
    expect(canonical({ key: 'env:L', strict: true, claim: 'synthetic' })).toBe(plain);
    const others = [
      canonical({ purpose: 'tests' }),
      canonical({ asOf: '2026-01-01' }),
      canonical({ key: { ref: 'env:K', version: 2 } }),
    ];
    expect(new Set([plain, ...others]).size).toBe(4);
  });
});
