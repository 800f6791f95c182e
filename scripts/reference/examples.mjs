import { MASKED } from './mask-examples.mjs';

/** Values of the reference: computed by rowmill itself, from one request with the seed 42. */

/** Options for generators that need some, and for those that show little without. */
const GENERATOR_OPTIONS = {
  array: { of: 'text.word' },
  choice: { values: { free: 80, pro: 18, enterprise: 2 } },
  constant: { value: 'EUR' },
  'date.between': { from: '2024-01-01', to: '2024-12-31' },
  'date.recent': { days: 30 },
  derive: { expression: 'price * quantity' },
  json: { value: { sku: '{{commerce.sku}}', inStock: true } },
  object: { fields: { city: 'location.city', postcode: 'location.postcode' } },
  regex: { pattern: '[A-Z]{3}-\\d{4}' },
  template: {
    template: 'Dear {{person.firstName}}, your code is {{regex pattern="[A-Z]{2}[0-9]{3}"}}',
  },
};

/** The options that the example of a generator has. */
export const exampleOptions = (name) => GENERATOR_OPTIONS[name] ?? {};

/** A new generator is shown by itself, unless it needs options that nobody has written down here. */
const canBeShown = ({ name, options }) => options.safeParse(exampleOptions(name)).success;

/** Columns that examples speak of. */
const OTHER_COLUMNS = {
  price: { generator: 'commerce.price' },
  quantity: { generator: 'number.int', min: 1, max: 5 },
};

const columnOf = (name) => `example of ${name}`;

/** A request with one column for each generator. */
function exampleRequest(names) {
  const columns = names.map((name) => [
    columnOf(name),
    { generator: name, ...exampleOptions(name) },
  ]);
  return {
    name: 'reference',
    seed: 42,
    tables: {
      examples: { rows: 1000, columns: { ...OTHER_COLUMNS, ...Object.fromEntries(columns) } },
    },
  };
}

/** Type and first two values by generator. */
export async function generatorExamples(generators) {
  const names = generators.filter(canBeShown).map(({ name }) => name);
  const { GENERATORS, parseRequest, planTables, REQUEST_DEFINITIONS } = await import(
    '@rowmill/core/engine'
  );
  const { programRows } = await import('@rowmill/core/kernels');
  const request = parseRequest(exampleRequest(names), { definitions: REQUEST_DEFINITIONS });
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  const [{ program, shape }] = tables;
  const rows = await programRows(program, 0, 2);
  const typeOf = new Map(shape.columns.map(({ name, type }) => [name, type]));
  return new Map(
    names.map((name) => {
      const column = columnOf(name);
      return [name, { type: typeOf.get(column), values: rows.map((row) => row[column]) }];
    }),
  );
}

/** A key for these pages alone; of course nobody uses it for data. */
const EXAMPLE_KEY = 'hex:000102030405060708090a0b0c0d0e0f';
const EXAMPLE_DAY = new Date('2026-01-15T00:00:00Z');
const ROW_COUNT = 2;

/** Options, values and masks by strategy; no masks of those that nothing follows from. */
export async function strategyExamples(names) {
  const engine = await import('@rowmill/core/engine');
  const words = { en: engine.maskWords(await engine.loadLocale('en')) };
  const shown = names.filter((name) => MASKED[name] !== undefined);
  return new Map(shown.map((name) => [name, exampleOf(name, { ...engine, words })]));
}

function exampleOf(name, engine) {
  const { options = {}, values, column = values, others = {}, rules = {} } = MASKED[name];
  if (values === undefined) return { options, pairs: [] };
  const cells = { value: column, ...others };
  const columns = Object.keys(cells);
  const ruleOf = (column) =>
    column === 'value' ? { mask: name, ...options } : (rules[column] ?? { mask: 'keep' });
  const plan = engine.planMasking({
    table: 'examples',
    locale: 'en',
    sourceColumns: columns.map((column) => ({ name: column })),
    rules: columns.map((column) => {
      const { mask, ...rest } = ruleOf(column);
      return { column, strategy: mask, options: rest, piiType: 'none' };
    }),
  });
  const mask = engine.createTableMask(plan, {
    key: engine.parseMaskKey(EXAMPLE_KEY),
    asOf: EXAMPLE_DAY,
    words: engine.words,
  });
  const rows = column.map((_, row) => columns.map((one) => cells[one][row]));
  if (mask.learns) mask.learn(rows);
  const masked = mask.mask(rows).slice(0, ROW_COUNT);
  const isDropped = masked[0].length < columns.length;
  return {
    options,
    pairs: isDropped ? [] : masked.map(([mask], row) => [values[row], mask]),
  };
}

/** One use of each expectation, in a request that can be carried out. */
const EXPECTED = {
  rowCountIsBetween: { table: 'users', rows: 1000 },
  valuesAreNotNull: { table: 'users', column: 'email' },
  valuesAreUnique: { table: 'users', columns: ['email'] },
  valuesReference: {
    table: 'orders',
    columns: ['user_id'],
    parentTable: 'users',
    parentColumns: ['id'],
  },
};

/**
 * An example for each expectation.
 *
 * @throws RequestError when one of them is not what a request can say.
 */
export async function expectationExamples(names) {
  const { parseRequest, REQUEST_DEFINITIONS } = await import('@rowmill/core/engine');
  const examples = names.flatMap((expect) =>
    EXPECTED[expect] === undefined ? [] : [{ expect, ...EXPECTED[expect] }],
  );
  const users = { rows: 1000, columns: { id: 'sequence', email: 'internet.email' } };
  const orders = { rows: 10, columns: { id: 'sequence', user_id: { references: 'users.id' } } };
  const input = {
    name: 'reference',
    tables: { users, orders },
    validation: { expectations: examples },
  };
  parseRequest(input, { definitions: REQUEST_DEFINITIONS });
  return new Map(examples.map((example) => [example.expect, example]));
}
