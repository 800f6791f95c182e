import { describe, expect, it } from 'vitest';
import { assessClaim } from './assess-claims.ts';
import type { ClaimInput } from './claim-input.ts';
import { provenInput, type WrittenColumn } from './testing/claim-columns.ts';

const KNOWN = { statements: { actualKnowledge: { name: 'R. Roe', date: '2026-11-20' } } };

const assess = (columns: Record<string, WrittenColumn>, more: Partial<ClaimInput> = {}) =>
  assessClaim('hipaa-safe-harbor', provenInput(columns, { masking: KNOWN, ...more }));

const verdict = (column: WrittenColumn): string => {
  const [one] = assess({ c: column }).columns;
  return `${one?.verdict}: ${one?.reason}`;
};

/** 45 CFR 164.514(b)(2)(i)(A) to (R), with the ways by which each is earned or not. */
const IDENTIFIERS: readonly (readonly [letter: string, type: string])[] = [
  ['A', 'full-name'],
  ['A', 'first-name'],
  ['A', 'company'],
  ['B', 'street-address'],
  ['B', 'city'],
  ['B', 'postal-code'],
  ['B', 'geo-coordinate'],
  ['C', 'birth-date'],
  ['C', 'person-date'],
  ['C', 'age'],
  ['D', 'phone'],
  ['E', 'fax'],
  ['F', 'email'],
  ['G', 'us-ssn'],
  ['H', 'medical-record'],
  ['I', 'health-plan'],
  ['J', 'bank-account'],
  ['J', 'card'],
  ['K', 'driver-licence'],
  ['L', 'vehicle'],
  ['M', 'device-id'],
  ['N', 'url'],
  ['O', 'ip-address'],
  ['P', 'biometric'],
  ['Q', 'photo'],
  ['R', 'customer-id'],
  ['R', 'national-id'],
  ['R', 'password'],
];

describe.each(IDENTIFIERS)('(%s) %s', (letter, type) => {
  it.each(['drop', 'null', 'redact'])('is earned by %s', (mask) => {
    expect(verdict({ mask, type })).toMatch(/^passes: removed/);
  });

  it('is earned by what is drawn at random', () => {
    expect(verdict({ mask: 'surrogate.random', type })).toMatch(/^passes: .* at random/);
  });

  it.each([
    ['keep', 'the identifier is kept'],
    ['hash.hmac', 'a code derived from the identifier'],
    ['hash.md5', 'anybody can try out'],
    ['mask.partial', 'a part of the identifier stays'],
    ['shuffle', 'identifiers of others stay'],
  ])('is refused under %s', (mask, reason) => {
    const options = mask === 'mask.partial' ? { keepLast: 4 } : {};
    const found = verdict({ mask, type, ...options });
    expect(found).toMatch(/^refused: /);
    expect(found).toContain(`(${letter}) `);
    expect(found).toContain(reason);
  });
});

describe('codes derived from identifiers', () => {
  it.each<[string, WrittenColumn]>([
    ['HMAC', { mask: 'hash.hmac', type: 'medical-record' }],
    ['FF1', { mask: 'fpe.ff1', type: 'us-ssn' }],
    ['deterministic UUIDs', { mask: 'permute.uuid', type: 'device-id' }],
    ['permuted numbers', { mask: 'permute.int', type: 'customer-id', min: 0, max: 9_999_999 }],
    ['deterministic fakes', { mask: 'fake.email', type: 'email' }],
    ['people invented by key', { mask: 'fake.person', type: 'full-name' }],
  ])('%s are refused with the section that excludes them', (_, column) => {
    expect(verdict(column)).toMatch(/^refused: .*164\.514\(c\)\(1\)/);
  });
});

describe('dates and ages', () => {
  it.each<[WrittenColumn, string]>([
    [{ mask: 'date.truncate', type: 'person-date' }, 'passes: (C) the year alone'],
    [{ mask: 'date.truncate', type: 'birth-date', topcodeAges: 89 }, 'passes: (C) the year alone'],
    [
      { mask: 'date.truncate', type: 'birth-date' },
      'refused: (C) years of birth show ages over 89',
    ],
    [
      { mask: 'date.truncate', type: 'birth-date', topcodeAges: 90 },
      'refused: (C) years of birth show ages over 89',
    ],
    [{ mask: 'date.truncate', type: 'person-date', unit: 'month' }, 'refused: (C) the month'],
    [{ mask: 'date.shift', type: 'person-date', by: 'c' }, 'refused: (C)'],
    [{ mask: 'date.age', type: 'birth-date' }, 'passes: (C) ages over 89'],
    [{ mask: 'date.age', type: 'birth-date', topcode: 95 }, 'refused: (C) ages up to 95'],
    [{ mask: 'age.band', type: 'age' }, 'passes: (C) ages over 89'],
    [{ mask: 'age.band', type: 'age', width: 5, top: 95 }, 'refused: (C) ages up to 94'],
    [{ mask: 'number.topcode', type: 'age', cap: 89, label: '90+' }, 'passes: (C) ages over 89'],
    [{ mask: 'number.topcode', type: 'age', cap: 90 }, 'passes: (C) ages over 89'],
    [{ mask: 'number.topcode', type: 'age', cap: 90, label: '91+' }, 'refused: (C) ages up to 90'],
    [{ mask: 'number.round', type: 'age', step: 10 }, 'refused: (C)'],
  ])('%j: %s', (column, expected) => {
    expect(verdict(column)).toContain(expected);
  });
});

describe('places', () => {
  it.each<[WrittenColumn, string]>([
    [{ mask: 'zip3', type: 'postal-code' }, 'passes: (B) three digits'],
    [{ mask: 'zip3', type: 'postal-code', list: ['036'] }, 'passes: (B) three digits'],
    [{ mask: 'zip3', type: 'postal-code', list: [] }, 'refused: (B) the list of areas'],
    [{ mask: 'zip3', type: 'street-address' }, 'refused: (B) zip3 leaves a place'],
    [{ mask: 'geo.round', type: 'geo-coordinate', decimals: 0 }, 'refused: (B) geo.round'],
    [{ mask: 'mask.partial', type: 'postal-code', keepFirst: 3 }, 'refused: (B) a part'],
    [{ mask: 'keep', type: 'region' }, 'not concerned'],
    [{ mask: 'keep', type: 'country' }, 'not concerned'],
  ])('%j: %s', (column, expected) => {
    expect(verdict(column)).toContain(expected);
  });
});

describe('free text', () => {
  const note = { mask: 'text.deid', type: 'free-text' };
  const sampled = (detected: Record<string, number>) => ({
    t: {
      rows: 10,
      sampledOneIn: 1,
      columns: [{ column: 'note', tooLong: 0, changedNulls: 0, sampled: 10, detected }],
    },
  });

  it('is refused as it is, and in part', () => {
    expect(verdict({ mask: 'keep', type: 'free-text' })).toMatch(/^refused: free text/);
    expect(verdict({ mask: 'hash.hmac', type: 'free-text' })).toMatch(/^refused/);
    expect(verdict({ mask: 'redact', type: 'free-text' })).toMatch(/^passes/);
  });

  it('passes once a sample of what is left shows nothing', () => {
    const found = (proofs: ClaimInput['proofs']) =>
      assess({ note }, proofs === undefined ? { proofs: {} } : { proofs }).columns[0]?.verdict;
    expect(found({})).toBe('open');
    expect(found(sampled({}))).toBe('passes');
    expect(found(sampled({ 'person-date': 2 }))).toBe('refused');
  });

  it('names the kinds that a sample still holds, such as dates', () => {
    const [column] = assess({ note }, { proofs: sampled({ 'person-date': 2 }) }).columns;
    expect(column?.reason).toContain('person-date');
  });
});

describe('free text that stays', () => {
  const proofs = {
    t: {
      rows: 10,
      sampledOneIn: 1,
      columns: [{ column: 'note', tooLong: 0, changedNulls: 0, sampled: 10, detected: {} }],
    },
  };
  const judged = (column: WrittenColumn) => assess({ note: column }, { proofs }).columns[0];

  it('may hold no code that is derived from what was found', () => {
    const masks = { mask: 'text.deid', type: 'free-text', rules: [{ mask: 'hash.hmac' }] };
    expect(judged(masks)).toMatchObject({ verdict: 'refused' });
    expect(judged(masks)?.reason).toContain('`found: name`');
    const names = { ...masks, rules: [{ mask: 'redact' }, { mask: 'surrogate.random' }] };
    expect(judged(names)?.verdict).toBe('passes');
  });

  it('is no way to keep an identifier: what is not found would stay', () => {
    for (const type of ['city', 'person-date', 'full-name']) {
      const text = { mask: 'text.deid', rules: [{ mask: 'redact' }] };
      expect(judged({ ...text, type })?.reason).toMatch(/leaves what it does not find/);
      expect(judged({ mask: 'json.path', type, rules: [text] })?.verdict).toBe('refused');
    }
  });
});

describe('documents and what is made of other columns', () => {
  const path = { mask: 'json.path', type: 'email' };

  it('are as good as the worst of their parts', () => {
    const [good, bad] = [{ mask: 'redact' }, { mask: 'hash.hmac' }];
    expect(verdict({ ...path, rules: [good, good] })).toMatch(/^passes/);
    expect(verdict({ ...path, rules: [good, bad] })).toMatch(/^refused: .*derived/);
    expect(verdict({ ...path, rules: [good], rest: 'keep' })).toMatch(/^refused: .*rest/);
    expect(verdict({ ...path, rules: [{ mask: 'json.path', rules: [bad] }] })).toMatch(/^refused/);
    expect(verdict(path)).toMatch(/^refused/);
  });

  it('are as good as the masks that they read', () => {
    const full = { mask: 'template', type: 'full-name', from: ['first'] };
    const found = (first: WrittenColumn) => assess({ first, full }).columns[1]?.verdict;
    expect(found({ mask: 'redact', type: 'first-name' })).toBe('passes');
    expect(found({ mask: 'fake.person', part: 'first', type: 'first-name' })).toBe('refused');
  });
});

describe('the claim', () => {
  const earned = { mail: { mask: 'redact', type: 'email' }, total: { mask: 'keep', type: 'none' } };

  it('is earned with every column and the statement', () => {
    const found = assess(earned);
    expect(found).toMatchObject({ earned: true, refused: false });
    expect(found.columns.map((one) => one.verdict)).toEqual(['passes', 'not concerned']);
  });

  it('is blocked by a column that nobody has decided on, unless nothing of it is left', () => {
    expect(assess({ ...earned, x: { mask: 'keep' } }).refused).toBe(true);
    expect(assess({ ...earned, x: { mask: 'hash.hmac' } }).refused).toBe(true);
    expect(assess({ ...earned, x: { mask: 'drop' } }).earned).toBe(true);
  });

  it('needs somebody to say that nothing is known, before today', () => {
    const said = (date?: string) =>
      assess(earned, {
        masking: date === undefined ? {} : { statements: { actualKnowledge: { name: 'A', date } } },
      }).refused;
    expect([said(), said('2026-11-24'), said('2026-11-23')]).toEqual([true, true, false]);
  });

  it('needs somebody to have read texts of which detectors have masked parts, and no others', () => {
    const said = (mask: string, textReview?: { name: string; date: string }) =>
      assess(
        { note: { mask, type: 'free-text' } },
        { masking: { statements: { ...KNOWN.statements, ...(textReview && { textReview }) } } },
      ).statements.map(({ statement, verdict }) => `${statement} ${verdict}`);
    const known = 'actual knowledge passes';
    expect(said('redact')).toEqual([known]);
    expect(said('text.deid')).toEqual([known, 'review of masked texts refused']);
    expect(said('text.deid', { name: 'B. Poe', date: '2026-11-20' })).toEqual([
      known,
      'review of masked texts passes',
    ]);
  });

  it('needs the day that ages are counted on, and no day of years ago', () => {
    const said = (asOf?: string, rule: WrittenColumn = { mask: 'date.age', type: 'birth-date' }) =>
      assess(
        { born: rule },
        { masking: { ...KNOWN, ...(asOf && { asOf: `${asOf}T00:00:00.000Z` }) } },
      )
        .statements.filter(({ statement }) => statement === 'day that ages are counted on')
        .map(({ verdict }) => verdict);
    expect([said(), said('2025-01-01'), said('2026-06-30')]).toEqual([
      ['refused'],
      ['refused'],
      ['passes'],
    ]);
    expect(said(undefined, { mask: 'redact', type: 'birth-date' })).toEqual([]);
  });

  it('stays open before the run, and is refused where values survive it', () => {
    const random = { mail: { mask: 'surrogate.random', type: 'email' } };
    const { proofs: _, ...before } = provenInput(random, { masking: KNOWN });
    expect(assessClaim('hipaa-safe-harbor', before)).toMatchObject({
      earned: false,
      refused: false,
    });
    const survival = {
      values: 9,
      inSameColumn: 1,
      inOtherColumns: 0,
      byChance: 0,
      survived: 1,
      inOwnText: 0,
    };
    const column = {
      column: 'mail',
      tooLong: 0,
      changedNulls: 0,
      sampled: 0,
      detected: {},
      survival,
    };
    const after = assess(random, {
      proofs: { t: { rows: 9, sampledOneIn: 1, columns: [column] } },
    });
    expect(after.columns[0]).toMatchObject({ verdict: 'refused' });
  });
});
