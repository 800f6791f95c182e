import { describe, expect, it } from 'vitest';
import { classifyTable } from './classify-table.ts';

/** The kind of each column, or its verdict where it has none. */
function kinds(name: string, columns: Readonly<Record<string, readonly (string | null)[]>>) {
  const facts = Object.entries(columns).map(([column, values]) => ({ name: column, values }));
  return Object.fromEntries(
    classifyTable({ name, columns: facts }).map(({ column, verdict, type }) => [
      column,
      verdict === 'pii' ? type : verdict,
    ]),
  );
}

const FIRST = [
  'Anna',
  'Paul',
  'Maria',
  'Peter',
  'Julia',
  'Thomas',
  'Laura',
  'David',
  'Sarah',
  'Daniel',
];
const numbers = FIRST.map((_, at) => String(at + 1));

describe('classifyTable', () => {
  it('reads a name by its table', () => {
    const names = FIRST.map((first) => `${first} Novak`);
    expect(kinds('customer', { name: names })).toEqual({ name: 'full-name' });
    expect(kinds('category', { name: ['Action', 'Drama', 'Comedy', 'Sports'] })).toEqual({
      name: 'none',
    });
  });

  it.each([
    ['email_sent_count', numbers],
    ['phone_verified', ['true', 'false', 'true', 'true']],
    ['address_type_id', numbers],
    ['is_email_valid', ['t', 'f', 't', 'f']],
    ['last_update', FIRST.map(() => '2024-03-12 10:00:00+00')],
    ['last_name_changed_at', FIRST.map(() => '2024-03-12T10:00:00Z')],
  ])('takes %s for data of nobody', (column, values) => {
    expect(kinds('customer', { [column]: values })).toEqual({ [column]: 'none' });
  });

  it('takes surrogate keys for data of nobody', () => {
    const [finding] = classifyTable({
      name: 'customer',
      columns: [{ name: 'customer_id', sourceType: 'integer', isKey: true, values: numbers }],
    });
    expect(finding).toMatchObject({ verdict: 'none', evidence: ['surrogate key'] });
  });

  it('knows columns without a name by their cells and neighbours', () => {
    const emails = FIRST.map((first) => `${first.toLowerCase()}@mail.example`);
    const phones = FIRST.map((_, at) => `+48 601 234 56${at}`);
    expect(kinds('t1', { c1: numbers, c2: emails, c3: phones, c4: FIRST })).toEqual({
      c1: 'none',
      c2: 'email',
      c3: 'phone',
      c4: 'first-name',
    });
  });

  it('is unsure where name and cells disagree', () => {
    const digests = numbers.map((number) => number.padStart(64, 'a0b1'));
    expect(kinds('customer', { email: digests })).toEqual({ email: 'unsure' });
  });

  it('never tells a value', () => {
    const rare = ['Xaverine Quillfeather', ...FIRST.map((first) => `${first} Novak`)];
    const texts = JSON.stringify(
      classifyTable({ name: 'people', columns: [{ name: 'name', values: rare }] }),
    );
    for (const word of rare.join(' ').split(' ')) expect(texts).not.toContain(word);
  });
});
