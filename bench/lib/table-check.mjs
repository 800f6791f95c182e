import { zipfWeights } from './alias-table.mjs';
import {
  ACTIVE_SHARE,
  BIRTH,
  COLUMNS,
  FIRST_NUMBER,
  MOST_TAGS,
  NOTE_WORDS,
  NULLS,
  PLANS,
  PRICE,
  QUANTITY,
} from './table-shape.mjs';

const WORD = '[A-Za-z]+';
const TEXT_FORMS = {
  id: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  name: /^\S+( \S+)+$/,
  email: /^[^\s@]+@[^\s@]+\.[a-z]+$/,
  phone: /^\(\d{3}\) \d{3}-\d{4}$/,
  birth_date: /^\d{4}-\d\d-\d\d$/,
  created_at: /^2025-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  nickname: /^\S+$/,
  note: new RegExp(`^[A-Z][a-z]*( ${WORD}){${NOTE_WORDS.min - 1},${NOTE_WORDS.max - 1}}\\.$`),
  street: /^\d+ \S.*\S$/,
  city: /^\S.*\S$/,
  iban: /^GB\d{2}[A-Z]{4}\d{14}$/,
  code: /^[A-Z]{3}-\d{4}$/,
};

/** ISO 7064 MOD 97-10, as IBANs have it: letters count from 10, the first four signs go last. */
export function hasIbanDigits(iban) {
  const turned = `${iban.slice(4)}${iban.slice(0, 4)}`;
  const number = [...turned].map((sign) => Number.parseInt(sign, 36)).join('');
  return BigInt(number) % 97n === 1n;
}

/** Cents are exact in every peer but one unit: some round price times quantity, some the product of cents. */
function isTotal({ price, quantity, total }) {
  return Math.abs(total - price * quantity) < 0.0051 + Math.abs(total) * 1e-12;
}

const VALUE_FORMS = [
  ['plan', ({ plan }) => plan in PLANS],
  ['price', ({ price }) => price >= 0 && Math.abs(price * 100 - Math.round(price * 100)) < 1e-6],
  ['quantity', ({ quantity: n }) => Number.isInteger(n) && n >= 1 && n <= QUANTITY.max],
  ['discount', ({ discount }) => discount >= 0 && discount < 1],
  ['is_active', ({ is_active }) => typeof is_active === 'boolean'],
  ['birth_date', ({ birth_date }) => birth_date >= BIRTH.from && birth_date <= BIRTH.to],
  ['tags', ({ tags }) => Array.isArray(tags) && tags.length <= MOST_TAGS && tags.every(isWord)],
  ['iban', ({ iban }) => hasIbanDigits(iban)],
  ['total', isTotal],
];

function isWord(text) {
  return typeof text === 'string' && /^[a-z]+$/.test(text);
}

/** What is wrong with one row, or undefined. */
function rowProblem(row, index) {
  const names = Object.keys(row).join();
  if (names !== COLUMNS.join()) return `columns are ${names}`;
  if (row.number !== FIRST_NUMBER + index) return `number is ${row.number}`;
  for (const [name, form] of Object.entries(TEXT_FORMS)) {
    const value = row[name];
    const isNull = value === null && name in NULLS;
    if (!(isNull || (typeof value === 'string' && form.test(value)))) return `${name} is ${value}`;
  }
  const [name] = VALUE_FORMS.find(([, isRight]) => !isRight(row)) ?? [];
  return name === undefined ? undefined : `${name} is ${JSON.stringify(row[name])}`;
}

const share = (rows, isCounted) => rows.filter(isCounted).length / rows.length;
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Figures of the whole sample beside what the request asks for, and the deviation that chance allows once. */
function figuresOf(rows) {
  const part = (wanted) => Math.sqrt((wanted * (1 - wanted)) / rows.length);
  const weights = zipfWeights(QUANTITY.max, QUANTITY.exponent);
  const ones = 1 / weights.reduce((sum, weight) => sum + weight, 0);
  const logs = rows.map(({ price }) => Math.log(Math.max(price, 0.005)));
  const shareOf = (name, wanted, isCounted) => [name, share(rows, isCounted), wanted, part(wanted)];
  return [
    ...Object.entries(NULLS).map(([name, wanted]) =>
      shareOf(`null ${name}`, wanted, (row) => row[name] === null),
    ),
    ...Object.entries(PLANS).map(([name, wanted]) =>
      shareOf(`plan ${name}`, wanted, ({ plan }) => plan === name),
    ),
    shareOf('is_active', ACTIVE_SHARE, ({ is_active }) => is_active),
    shareOf('quantity 1', ones, ({ quantity }) => quantity === 1),
    ['mean of log price', mean(logs), PRICE.mean, PRICE.sigma / Math.sqrt(rows.length)],
    [
      'mean of discount',
      mean(rows.map(({ discount }) => discount)),
      0.5,
      0.29 / Math.sqrt(rows.length),
    ],
    [
      'tags',
      mean(rows.map(({ tags }) => tags.length)),
      MOST_TAGS / 2,
      1.5 / Math.sqrt(rows.length),
    ],
  ];
}

/** Chance exceeds this many standard deviations less than once in a million times. */
const MOST_DEVIATIONS = 5;

/** What is wrong with an output of bench/table.yaml, or undefined: every row, and the shares of the whole. */
export function tableProblem(text, rowCount) {
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  if (rows.length !== rowCount) return `wrote ${rows.length} rows, ${rowCount} were asked for`;
  for (const [index, row] of rows.entries()) {
    const problem = rowProblem(row, index);
    if (problem !== undefined) return `line ${index + 1}: ${problem}`;
  }
  const ids = new Set(rows.map(({ id }) => id)).size;
  if (ids !== rowCount) return `only ${ids} of ${rowCount} ids differ`;
  for (const [name, found, wanted, deviation] of figuresOf(rows)) {
    if (Math.abs(found - wanted) > MOST_DEVIATIONS * deviation) {
      return `${name}: ${found.toFixed(4)} where ${wanted.toFixed(4)} is asked for`;
    }
  }
  return undefined;
}
