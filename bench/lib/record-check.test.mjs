import { expect, it } from 'vitest';
import { lineProblem, recordProblem } from './record-check.mjs';

const good = {
  id: '2bcc43a5-7e20-42cd-adc4-2e21480e602c',
  email: 'tatum_ohara42@example.org',
  name: "Tatum O'Hara",
  phone: '(332) 865-5950',
  created_at: '2025-05-02T07:58:21.232Z',
};

it('accepts the record', () => {
  expect(lineProblem(JSON.stringify(good))).toBeUndefined();
});

it.each([
  ['id', '2bcc43a5-7e20-12cd-adc4-2e21480e602c', 'version 4'],
  ['email', 'someone@example.org', 'does not come from'],
  ['email', 'tatum', 'another form'],
  ['name', 'Tatum', 'First Last'],
  ['phone', 'none', 'too few digits'],
  ['created_at', '2024-05-02T07:58:21.232Z', 'no time of 2025'],
  ['created_at', '2025-13-02T07:58:21.232Z', 'no time of 2025'],
])('refuses %s %s', (field, value, problem) => {
  expect(lineProblem(JSON.stringify({ ...good, [field]: value }))).toContain(problem);
});

it('refuses a missing field, another order and what is no JSON', () => {
  const { phone, ...rest } = good;
  expect(lineProblem(JSON.stringify(rest))).toContain('fields are');
  expect(lineProblem(JSON.stringify({ phone, ...rest }))).toContain('fields are');
  expect(lineProblem('{')).toContain('not JSON');
});

it('refuses too few rows, a bad line by its number, and an id that comes twice', () => {
  const line = JSON.stringify(good);
  const other = JSON.stringify({ ...good, id: good.id.replace('2bcc', '3bcc') });
  expect(recordProblem(`${line}\n${other}\n`, 2)).toBeUndefined();
  expect(recordProblem(`${line}\n`, 2)).toContain('wrote 1 rows');
  expect(recordProblem(`${line}\n{\n`, 2)).toContain('line 2');
  expect(recordProblem(`${line}\n${line}\n`, 2)).toContain('only 1 of 2');
});
