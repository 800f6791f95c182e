import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withAccessTables } from './access-page.ts';

const page = readFileSync(new URL('../../../../../docs/access.md', import.meta.url), 'utf8');

test('docs/access.md says what the roles of the stack may do; else: node scripts/write-access-page.mjs', () => {
  expect(withAccessTables(page)).toBe(page);
});

test('a page without a place for a table is refused', () => {
  expect(() => withAccessTables('# Access\n')).toThrow(/no place for the table "functions"/);
});
