import { describe, expect, it } from 'vitest';
import { createTableMask } from './mask-table.ts';
import { planMasking } from './plan-masking.ts';
import { TEST_NAMES, testKey, testWords } from './testing/test-context.ts';

const RULES: Readonly<Record<string, { strategy: string; options?: Record<string, unknown> }>> = {
  patient: { strategy: 'hash.hmac', options: { length: 16 } },
  handle: { strategy: 'template', options: { template: '{first}.{patient}' } },
  first: { strategy: 'fake.person', options: { part: 'first', by: 'patient' } },
  admitted: { strategy: 'date.shift', options: { by: 'patient' } },
  discharged: { strategy: 'date.shift', options: { by: 'patient' } },
  days: { strategy: 'derived', options: { expression: 'daysBetween(admitted, discharged)' } },
  born: { strategy: 'date.truncate', options: { topcodeAges: 89 } },
  age: { strategy: 'derived', options: { expression: 'age(born)' } },
  ward: { strategy: 'shuffle' },
  face: { strategy: 'drop' },
  extra: {
    strategy: 'json.path',
    options: { paths: { '$.visits[*].on': { mask: 'date.shift', by: 'patient' } } },
  },
  note: { strategy: 'text.deid', options: { names: ['first'] } },
};

const COLUMNS = Object.keys(RULES);
const ROWS = Array.from({ length: 6 }, (_, row) => [
  `p${row % 3}`,
  `handle ${row}`,
  `Quentin${row % 3}`,
  `2025-03-0${row + 1}`,
  `2025-03-1${row + 1} 10:00:00`,
  '10',
  `19${30 + row}-06-01`,
  '90',
  `ward ${row}`,
  '\\xff',
  `{"visits": [{"on": "2025-03-0${row + 1}"}]}`,
  `Saw quentin${row % 3} on the ward.`,
]);

function mask(batchRows: number): (string | null)[][] {
  const plan = planMasking({
    table: 'stays',
    locale: 'en',
    sourceColumns: COLUMNS.map((name) => ({ name })),
    rules: COLUMNS.map((column) => ({
      column,
      options: {},
      ...RULES[column],
      strategy: RULES[column]?.strategy ?? '',
    })),
  });
  const table = createTableMask(plan, {
    key: testKey(1),
    words: { en: testWords(TEST_NAMES) },
    asOf: new Date('2026-01-15T00:00:00Z'),
  });
  expect(table.learns).toBe(true);
  table.learn(ROWS.slice(0, 4));
  table.learn(ROWS.slice(4));
  const masked: (string | null)[][] = [];
  for (let row = 0; row < ROWS.length; row += batchRows)
    masked.push(...table.mask(ROWS.slice(row, row + batchRows)));
  return masked;
}

describe('columns that are masked together', () => {
  const kept = COLUMNS.filter((column) => column !== 'face');
  const rows = mask(4).map((cells) => Object.fromEntries(cells.map((cell, i) => [kept[i], cell])));

  it('agree with each other', () => {
    for (const [index, row] of rows.entries()) {
      expect(row.handle).toBe(`${row.first}.${row.patient}`);
      expect(row.days).toBe('10');
      expect(JSON.parse(row.extra ?? '')).toEqual({ visits: [{ on: row.admitted }] });
      expect(row.note).toBe(`Saw ${row.first} on the ward.`);
      expect(row.first).toBe(rows[index % 3]?.first);
      expect(Number(row.age)).toBe(2026 - Number(row.born?.slice(0, 4)));
    }
    expect(new Set(rows.map(({ ward }) => ward)).size).toBe(ROWS.length);
  });

  it('leave out what is dropped, and are the same in batches of any size', () => {
    expect(rows[0]).not.toHaveProperty('face');
    expect(mask(1)).toEqual(mask(6));
  });
});
