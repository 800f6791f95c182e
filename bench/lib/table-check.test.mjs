import { expect, it } from 'vitest';
import { hasIbanDigits, tableProblem } from './table-check.mjs';

const ROWS = 1000;

/** Rows of which each hundred has every share as asked: 5, 40 and 75 nulls, 80 free, 90 active, ... */
function goodRow(index) {
  const percent = index % 100;
  const price = [7.39, 20.09, 54.6][index % 3];
  const quantity = index % 4 === 0 ? 1 : 10;
  return {
    id: `2bcc43a5-7e20-42cd-adc4-2e2148${String(index).padStart(6, '0')}`,
    number: 1000 + index,
    name: "Tatum O'Hara",
    email: 'tatum_ohara42@example.org',
    phone: percent < 5 ? null : '(332) 865-5950',
    plan: percent < 80 ? 'free' : percent < 98 ? 'pro' : 'enterprise',
    price,
    quantity,
    discount: index / ROWS,
    is_active: percent < 90,
    birth_date: '1980-02-29',
    created_at: '2025-05-02T07:58:21.232Z',
    nickname: percent < 40 ? null : 'tatum_ohara42',
    note: percent < 75 ? null : 'Calcar abutor currus.',
    street: '647 Back Lane',
    city: 'Ely',
    tags: ['suus', 'iusto', 'cena', 'texo'].slice(0, index % 5),
    iban: 'GB67TEST51905817107629',
    code: 'EJR-5318',
    total: Math.round(price * quantity * 100) / 100,
  };
}

const rows = Array.from({ length: ROWS }, (_, index) => goodRow(index));
const problemOf = (changed) =>
  tableProblem(`${changed.map((row) => JSON.stringify(row)).join('\n')}\n`, ROWS);
const change = (name, value) => problemOf(rows.map((row) => ({ ...row, [name]: value })));

it('accepts what the request asks for', () => {
  expect(problemOf(rows)).toBeUndefined();
});

it.each([
  ['id', 'x'],
  ['number', 7],
  ['name', null],
  ['email', 'nobody'],
  ['phone', '332 865 5950'],
  ['plan', 'gold'],
  ['price', 1.234],
  ['quantity', 1.5],
  ['discount', 1],
  ['is_active', 'true'],
  ['birth_date', '2010-01-01'],
  ['created_at', '2024-05-02T07:58:21.232Z'],
  ['nickname', ''],
  ['note', 'Two words.'],
  ['street', 'Back Lane'],
  ['city', ' '],
  ['tags', 'suus'],
  ['tags', ['a', 'b', 'c', 'd', 'e']],
  ['iban', 'GB68TEST51905817107629'],
  ['code', 'EJ-5318'],
  ['total', 1],
])('refuses %s %o', (name, value) => {
  expect(change(name, value)).toMatch(new RegExp(`^line \\d+: ${name} is`));
});

it.each([
  ['phone', '(332) 865-5950', 'null phone'],
  ['nickname', 'tatum', 'null nickname'],
  ['note', null, 'null note'],
  ['plan', 'free', 'plan free'],
  ['is_active', true, 'is_active'],
  ['discount', 0.1, 'mean of discount'],
  ['tags', [], 'tags'],
])('refuses %s that is %o in every row', (name, value, problem) => {
  expect(change(name, value)).toContain(`${problem}: `);
});

it('refuses prices and quantities that do not spread as asked', () => {
  const flat = rows.map((row) => ({ ...row, price: 1, total: row.quantity }));
  expect(problemOf(flat)).toContain('mean of log price: ');
  const few = rows.map((row) => ({ ...row, quantity: 1, total: row.price }));
  expect(problemOf(few)).toContain('quantity 1: ');
});

it('refuses other columns, another order, and ids that repeat', () => {
  const { total, ...rest } = rows[0];
  expect(problemOf([rest, ...rows.slice(1)])).toContain('columns are');
  expect(problemOf([{ total, ...rest }, ...rows.slice(1)])).toContain('columns are');
  expect(change('id', rows[0].id)).toContain('only 1 of 1000 ids');
  expect(problemOf(rows.slice(1))).toContain('wrote 999 rows');
});

it('knows the check digits of IBANs', () => {
  expect(hasIbanDigits('GB82WEST12345698765432')).toBe(true);
  expect(hasIbanDigits('GB82WEST12345698765433')).toBe(false);
});
