import { fakerEN as faker } from '@faker-js/faker';
import { aliasTable, zipfWeights } from '../../lib/alias-table.mjs';
import {
  ACTIVE_SHARE,
  CREATED,
  FIRST_NUMBER,
  MOST_TAGS,
  NOTE_WORDS,
  NULLS,
  PLANS,
  PRICE,
  QUANTITY,
} from '../../lib/table-shape.mjs';
import { writeRows } from '../../lib/write-rows.mjs';

faker.seed(42);

const PLAN_WEIGHTS = Object.entries(PLANS).map(([value, weight]) => ({ value, weight }));
const TAG_COUNT = { count: { min: 0, max: MOST_TAGS } };
const BIRTH = { mode: 'age', min: 18, max: 80, refDate: '2025-01-01T00:00:00.000Z' };
const quantities = aliasTable(zipfWeights(QUANTITY.max, QUANTITY.exponent));

let number;

/** Null in a share of the rows. The value is made only where it is needed, which is in Faker's favour. */
const orNull = (share, make) => (Math.random() < share ? null : make());

// Faker has none of these distributions; Math.random is the cheapest source there is.
function lognormal() {
  const normal =
    Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return Math.round(Math.exp(PRICE.mean + PRICE.sigma * normal) * 100) / 100;
}

function zipf() {
  const place = Math.floor(Math.random() * QUANTITY.max);
  return 1 + (Math.random() < quantities.stay[place] ? place : quantities.alias[place]);
}

function makeOrder() {
  const firstName = faker.person.firstName();
  const lastName = faker.person.lastName();
  const price = lognormal();
  const quantity = zipf();
  return {
    id: faker.string.uuid(),
    number: number++,
    name: `${firstName} ${lastName}`,
    email: faker.internet.email({ firstName, lastName }).toLowerCase(),
    phone: orNull(NULLS.phone, () => faker.phone.number({ style: 'national' })),
    plan: faker.helpers.weightedArrayElement(PLAN_WEIGHTS),
    price,
    quantity,
    discount: Math.random(),
    is_active: faker.datatype.boolean(ACTIVE_SHARE),
    birth_date: faker.date.birthdate(BIRTH).toISOString().slice(0, 10),
    created_at: faker.date.between(CREATED).toISOString(),
    nickname: orNull(NULLS.nickname, () => faker.internet.username({ firstName, lastName })),
    note: orNull(NULLS.note, () => faker.lorem.sentence(NOTE_WORDS)),
    street: faker.location.streetAddress(),
    city: faker.location.city(),
    tags: faker.helpers.multiple(() => faker.lorem.word(), TAG_COUNT),
    iban: faker.finance.iban({ countryCode: 'GB' }),
    code: faker.helpers.fromRegExp(/[A-Z]{3}-[0-9]{4}/),
    total: Math.round(price * quantity * 100) / 100,
  };
}

export const peer = {
  name: '@faker-js/faker',
  units: { null: 30_000 },
  run({ units, file }) {
    number = FIRST_NUMBER;
    writeRows(file, units, makeOrder);
  },
};
