import { DuckDBInstance } from '@duckdb/node-api';
import { en } from '@faker-js/faker';
import { aliasTable, zipfWeights } from '../../lib/alias-table.mjs';
import { DOMAINS, FIRST_NAMES, folded, LAST_NAMES } from '../../lib/names.mjs';
import {
  ACTIVE_SHARE,
  BIRTH,
  FIRST_NUMBER,
  MOST_TAGS,
  NOTE_WORDS,
  NULLS,
  PLANS,
  PRICE,
  QUANTITY,
} from '../../lib/table-shape.mjs';

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const texts = (values) => `[${values.map(quoted).join(', ')}]`;
const numbers = (values, type) => `[${values.join(', ')}]::${type}[]`;

const WORDS = en.lorem.word;
const STREETS = LAST_NAMES.flatMap((name) =>
  ['Street', 'Alley', 'Fords', 'Manors', 'Gateway'].map((kind) => `${name} ${kind}`),
);
const CITIES = FIRST_NAMES.flatMap((name) => [`${name}ville`, `Port ${name}`, `${name}haven`]);
const quantities = aliasTable(zipfWeights(QUANTITY.max, QUANTITY.exponent));

const LISTS = {
  first_names: texts(FIRST_NAMES),
  first_folded: texts(FIRST_NAMES.map(folded)),
  last_names: texts(LAST_NAMES),
  last_folded: texts(LAST_NAMES.map(folded)),
  domains: texts(DOMAINS),
  streets: texts(STREETS),
  cities: texts(CITIES),
  words: texts(WORDS),
  capital_words: texts(WORDS.map((word) => word[0].toUpperCase() + word.slice(1))),
  stay: numbers(quantities.stay, 'DOUBLE'),
  alias: numbers(
    quantities.alias.map((place) => place + 1),
    'INTEGER',
  ),
};

const SET_UP = [
  'SET threads = 1',
  'SET preserve_insertion_order = true',
  ...Object.entries(LISTS).map(([name, list]) => `SET VARIABLE ${name} = ${list}`),
];

const from = (list, place) => `getvariable('${list}')[${place}]`;
/** A whole number from 1 to `count`, the way DuckDB counts list entries. */
const pick = (count) => `1 + (random() * ${count})::INTEGER % ${count}`;
const orNull = (share, value) => `CASE WHEN random() < ${share} THEN NULL ELSE ${value} END`;
const letter = 'chr(65 + (random() * 26)::INTEGER % 26)';
const wordsOf = (count) =>
  `list_transform(range(${count}), lambda i: ${from('words', `1 + ((hash(i, w) % ${WORDS.length})::INTEGER)`)})`;

const [firstPlan, secondPlan, lastPlan] = Object.keys(PLANS);
const PLAN = `CASE WHEN p < ${PLANS[firstPlan]} THEN '${firstPlan}' WHEN p < ${PLANS[firstPlan] + PLANS[secondPlan]} THEN '${secondPlan}' ELSE '${lastPlan}' END`;
const LOCAL = `${from('first_folded', 'f')} || '.' || ${from('last_folded', 'l')} || n`;
const BIRTH_DAYS = (Date.parse(BIRTH.to) - Date.parse(BIRTH.from)) / 86_400_000 + 1;
const LENGTHS = NOTE_WORDS.max - NOTE_WORDS.min + 1;
/** A word with a capital letter, and `ws` more. */
const SENTENCE = `${from('capital_words', pick(WORDS.length))} || ' ' || array_to_string(${wordsOf('ws')}, ' ') || '.'`;
// "TEST" as numbers by ISO 13616, then the account, then "GB00"; only the account differs from row to row.
const IBAN_CONSTANT = (29142829n * 10n ** 20n + 161100n) % 97n;
const IBAN_DIGITS = `98 - (${IBAN_CONSTANT} + (b % 97) * ${1_000_000 % 97}) % 97`;

/** The random numbers that more than one column needs, or that would be drawn twice in an expression. */
const drawn = (rows) => `
  SELECT
    range AS r, ${pick(FIRST_NAMES.length)} AS f, ${pick(LAST_NAMES.length)} AS l, ${pick(99)} AS n,
    199 + ${pick(800)} AS a1, 199 + ${pick(800)} AS a2, ${pick(9999)} AS a3, random() AS p,
    round(exp(${PRICE.mean} + ${PRICE.sigma} * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())), 2)::DECIMAL(18, 2) AS price,
    ${pick(QUANTITY.max)} AS z, random() AS zr,
    (random() * 31535999999)::BIGINT AS t, (random() * 99999999999999)::BIGINT AS b,
    (random() * 1e15)::BIGINT AS w, ${NOTE_WORDS.min - 2} + ${pick(LENGTHS)} AS ws,
    ${pick(MOST_TAGS + 1)} - 1 AS ts
  FROM range(${rows})`;

const made = (rows) => `
  SELECT *, CASE WHEN zr < ${from('stay', 'z')} THEN z ELSE ${from('alias', 'z')} END AS q
  FROM (${drawn(rows)})`;

const copyOrders = (rows, file) => `
  COPY (
    SELECT
      uuid()::VARCHAR AS id,
      ${FIRST_NUMBER} + r AS number,
      ${from('first_names', 'f')} || ' ' || ${from('last_names', 'l')} AS name,
      ${LOCAL} || '@' || ${from('domains', pick(DOMAINS.length))} AS email,
      ${orNull(NULLS.phone, "printf('(%d) %d-%04d', a1, a2, a3)")} AS phone,
      ${PLAN} AS plan,
      price,
      q AS quantity,
      random() AS discount,
      random() < ${ACTIVE_SHARE} AS is_active,
      (DATE '${BIRTH.from}' + (random() * ${BIRTH_DAYS})::INTEGER % ${BIRTH_DAYS})::VARCHAR AS birth_date,
      strftime(TIMESTAMP '2025-01-01' + to_milliseconds(t), '%Y-%m-%dT%H:%M:%S.%gZ') AS created_at,
      ${orNull(NULLS.nickname, LOCAL)} AS nickname,
      ${orNull(NULLS.note, SENTENCE)} AS note,
      (${pick(9999)})::VARCHAR || ' ' || ${from('streets', pick(STREETS.length))} AS street,
      ${from('cities', pick(CITIES.length))} AS city,
      ${wordsOf('ts')} AS tags,
      printf('GB%02dTEST%014d', ${IBAN_DIGITS}, b) AS iban,
      ${letter} || ${letter} || ${letter} || '-' || lpad(((random() * 10000)::INTEGER % 10000)::VARCHAR, 4, '0') AS code,
      price * q AS total
    FROM (${made(rows)})
  ) TO ${quoted(file)} (FORMAT json, USE_TMP_FILE false)`;

let connection;

export const peer = {
  name: 'DuckDB SQL (1 thread)',
  units: { null: 200_000 },
  async prepare() {
    const instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    for (const statement of SET_UP) await connection.run(statement);
  },
  async run({ units, file }) {
    await connection.run(copyOrders(units, file));
  },
};
