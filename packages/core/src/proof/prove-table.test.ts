import { describe, expect, it } from 'vitest';
import { createTableMask } from '../mask/mask-table.ts';
import { planMasking } from '../mask/plan-masking.ts';
import { TEST_NAMES, testKey, testWords } from '../mask/testing/test-context.ts';
import { createTableProver, type ProveOptions } from './prove-table.ts';
import type { ColumnProof, TableProof } from './table-proof.ts';

type Rules = Readonly<Record<string, { mask: string; type?: string; [option: string]: unknown }>>;
type Rows = readonly (readonly (string | null)[])[];

function planOf(rules: Rules) {
  return planMasking({
    table: 'people',
    locale: 'en',
    sourceColumns: Object.keys(rules).map((name) => ({ name })),
    rules: Object.entries(rules).map(([column, { mask, type, ...options }]) => ({
      column,
      strategy: mask,
      options,
      ...(type === undefined ? {} : { piiType: type }),
    })),
  });
}

/** Masks rows in batches of three and proves them. */
function prove(
  rules: Rules,
  rows: Rows,
  options: ProveOptions & { tamper?: (masked: (string | null)[][]) => void } = {},
): TableProof & { readonly of: (column: string) => ColumnProof | undefined } {
  const plan = planOf(rules);
  const context = {
    key: testKey(4),
    asOf: new Date('2026-01-15'),
    words: { en: testWords(TEST_NAMES) },
  };
  const mask = createTableMask(plan, context);
  const prover = createTableProver(plan, options);
  for (let at = 0; at < rows.length; at += 3) {
    const batch = rows.slice(at, at + 3);
    const masked = mask.mask(batch);
    options.tamper?.(masked);
    prover.add(batch, masked);
  }
  const proof = prover.proof();
  return { ...proof, of: (column) => proof.columns.find((one) => one.column === column) };
}

const RULES: Rules = {
  id: { mask: 'hash.hmac', type: 'customer-id' },
  email: { mask: 'fake.email', type: 'email' },
  city: { mask: 'keep', type: 'none' },
  notes: { mask: 'keep', type: 'none' },
};

const ROWS: Rows = Array.from({ length: 10 }, (_, i) => [
  `CUST-${i}000`,
  i === 3 ? null : `p${i}@corp.com`,
  i % 2 === 0 ? 'Ulm' : 'Bonn',
  'quite a calm customer',
]);

describe('createTableProver', () => {
  it('finds nothing where every identifier is masked', () => {
    const proof = prove(RULES, ROWS);
    expect(proof).toMatchObject({ rows: 10, sampledOneIn: 1 });
    expect(proof.of('id')?.survival).toMatchObject({ values: 10, survived: 0, inOwnText: 0 });
    expect(proof.of('email')).toMatchObject({
      survival: { values: 9, survived: 0 },
      reserved: { checked: 9, inside: 9 },
      tooLong: 0,
      changedNulls: 0,
      detected: {},
    });
    expect(proof.of('city')?.survival).toBeUndefined();
  });

  it('finds identifiers that stayed in a text of their row', () => {
    const rows = ROWS.map((row, i) => [
      ...row.slice(0, 3),
      i === 5 ? 'wrote from p5@corp.com twice' : 'x',
    ]);
    const { of } = prove(RULES, rows);
    expect(of('email')?.survival).toMatchObject({ survived: 1, inOtherColumns: 1, inOwnText: 1 });
    expect(of('notes')?.detected).toEqual({ email: 1 });
  });

  it('does not take the last names of invented companies and streets for those of the source', () => {
    const names = [
      'Abbott',
      'Bernhard',
      'Collins',
      'Gleichner',
      'Hodkiewicz',
      'Murray',
      'Tremblay',
    ];
    const rules: Rules = {
      last: { mask: 'fake.person', part: 'last', type: 'last-name' },
      company: { mask: 'fake.company', type: 'company' },
    };
    const rows = Array.from({ length: 70 }, (_, i) => [names[i % 7] ?? '', `Firm ${i}`]);
    const repeat = (masked: (string | null)[][]) => {
      for (const row of masked) row[1] = 'Murray and Tremblay Group';
    };
    const survival = prove(rules, rows, { tamper: repeat }).of('last')?.survival;
    expect(survival).toMatchObject({ values: 7, survived: 0, inOwnText: 0 });
    const kept: Rules = { ...rules, company: { mask: 'keep', type: 'none' } };
    const leaked = prove(kept, rows, { tamper: repeat }).of('last')?.survival;
    expect(leaked).toMatchObject({ survived: 2, inOwnText: 20 });
  });

  it('finds masks outside of the reserved range, and nulls that came or went', () => {
    const { of } = prove(RULES, ROWS, {
      tamper: (masked) => {
        const [first] = masked;
        if (first !== undefined) first[1] = first[1] === null ? 'x@example.com' : 'a@b.de';
      },
    });
    // Rows 0, 3, 6 and 9; that of row 3 was null.
    expect(of('email')).toMatchObject({ reserved: { checked: 10, inside: 7 }, changedNulls: 1 });
  });

  it('takes invented names in a text for nobody’s, and looks for the days in it', () => {
    const rows = ROWS.map((row) => [
      ...row.slice(0, 3),
      'Patient John Smith came on March 12, 2024',
    ]);
    const proven = (notes: Rules[string]) => prove({ ...RULES, notes }, rows).of('notes')?.detected;
    const text = { mask: 'text.deid', type: 'free-text' };
    expect(proven(text)).toEqual({ 'person-date': 10 });
    const types = ['full-name', 'person-date'];
    expect(proven({ ...text, types })).toEqual({});
    expect(proven({ ...text, types, found: 'name' })).toEqual({});
    expect(proven({ ...text, types: ['email'] })).toMatchObject({ 'full-name': 10 });
  });

  it('lets a text stay in which there was nothing to replace', () => {
    const { of } = prove({ ...RULES, notes: { mask: 'text.deid', type: 'free-text' } }, ROWS);
    expect(of('notes')).toMatchObject({ detected: {}, sampled: 10 });
    expect(of('notes')?.survival).toBeUndefined();
  });

  it('takes nulls of a strategy that makes them for no fault', () => {
    const { of } = prove({ ...RULES, notes: { mask: 'null', type: 'free-text' } }, ROWS);
    expect(of('notes')?.changedNulls).toBe(0);
  });

  it('looks for values of columns that are left out, too', () => {
    const rules: Rules = { ssn: { mask: 'drop', type: 'us-ssn' }, copy: { mask: 'keep' } };
    const { of } = prove(rules, [['123-45-6789', '123-45-6789']]);
    expect(of('ssn')?.survival).toMatchObject({ values: 1, inOtherColumns: 1, survived: 1 });
  });

  it('measures declared quasi-identifiers on masked rows', () => {
    const anonymity = { quasiIdentifiers: ['city'], sensitive: ['notes'], k: 6 };
    expect(prove(RULES, ROWS, { anonymity }).anonymity?.measured).toMatchObject({
      k: 5,
      rowsBelow: 10,
      classes: 2,
      sensitive: [{ column: 'notes', distinctL: 1, t: 0 }],
    });
  });

  it('holds no value of the source', () => {
    const anonymity = { quasiIdentifiers: ['city'], sensitive: ['notes'], k: 2 };
    const rows = ROWS.map((row) => [...row.slice(0, 3), 'mail to p7@corp.com please']);
    const text = JSON.stringify(prove(RULES, rows, { anonymity }));
    for (const value of ['corp.com', 'CUST-', 'Ulm', 'please']) expect(text).not.toContain(value);
  });
});
