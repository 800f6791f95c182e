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

/** What each strategy is shown with: its options, and values of the source. */
const MASKED = {
  keep: [{}, ['gold', 'silver']],
  null: [{}, ['allergic to nuts', 'call after six']],
  constant: [{ value: 'n/a' }, ['allergic to nuts', 'call after six']],
  'mask.partial': [{ keepLast: 4 }, ['4929123412345678', '378282246310005']],
  redact: [{ numbering: true }, ['4929123412345678', '378282246310005']],
  'hash.hmac': [{ length: 16 }, ['C-10007', 'C-10014']],
  'fake.person': [{}, ['Quentin Gruenbaum', 'Philippa Garrowby']],
  'fake.email': [{}, ['quentin@mail.example', 'philippa@mail.example']],
  'fake.phone': [{ format: 'national' }, ['+1 212 555 0152', '+1 617 555 0170']],
};

/** A key for these pages alone; of course nobody uses it for data. */
const EXAMPLE_KEY = 'hex:000102030405060708090a0b0c0d0e0f';

/** Options, values and masks by strategy. */
export async function strategyExamples(names) {
  const { createTableMask, loadLocale, parseMaskKey, personLists, planMasking } = await import(
    '@rowmill/core/engine'
  );
  const shown = names.flatMap((name) =>
    MASKED[name] === undefined ? [] : [[name, ...MASKED[name]]],
  );
  const plan = planMasking({
    table: 'examples',
    locale: 'en',
    sourceColumns: shown.map(([name]) => ({ name })),
    rules: shown.map(([name, options]) => ({ column: name, strategy: name, options })),
  });
  const people = { en: personLists(await loadLocale('en')) };
  const { mask } = createTableMask(plan, { key: parseMaskKey(EXAMPLE_KEY), names: people });
  const masked = mask([0, 1].map((row) => shown.map(([, , values]) => values[row])));
  return new Map(
    shown.map(([name, options, values], column) => [
      name,
      { options, pairs: values.map((value, row) => [value, masked[row][column]]) },
    ]),
  );
}

/** One use of each expectation, in a request that can be carried out. */
const EXPECTED = {
  'row-count-is': { table: 'users', rows: 1000 },
  'values-are-not-null': { table: 'users', column: 'email' },
  'values-are-unique': { table: 'users', columns: ['email'] },
  'values-reference': {
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
