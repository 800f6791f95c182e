import { createGeneratorSync, registerFormat } from 'json-schema-faker';
import { DOMAINS, FIRST_NAMES, folded, LAST_NAMES } from '../../lib/names.mjs';
import { writeRows } from '../../lib/write-rows.mjs';

const YEAR_START = Date.UTC(2025, 0, 1);
const YEAR_MILLISECONDS = 365 * 86_400_000;

registerFormat('time-of-2025', (random) =>
  new Date(YEAR_START + random.int(0, YEAR_MILLISECONDS - 1)).toISOString(),
);

const SCHEMA = {
  type: 'object',
  required: ['id', 'first', 'last', 'domain', 'phone', 'created_at'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    first: { enum: FIRST_NAMES },
    last: { enum: LAST_NAMES },
    domain: { enum: DOMAINS },
    phone: { type: 'string', pattern: '^\\([2-9]\\d{2}\\) \\d{3}-\\d{4}$' },
    created_at: { type: 'string', format: 'time-of-2025' },
  },
};

const generator = createGeneratorSync({ seed: 42 });

/** A schema cannot say that one field comes from another: the e-mail is put together outside. */
function makeUser() {
  const { id, first, last, domain, phone, created_at } = generator.generate(SCHEMA);
  const email = `${folded(first)}.${folded(last)}@${domain}`;
  return { id, email, name: `${first} ${last}`, phone, created_at };
}

export const peer = {
  name: 'json-schema-faker',
  units: { null: 30_000, file: 30_000 },
  run: ({ units, file }) => writeRows(file, units, makeUser),
};
