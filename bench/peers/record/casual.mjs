import { randomUUID } from 'node:crypto';
import casual from 'casual';
import { folded } from '../../lib/names.mjs';
import { writeRows } from '../../lib/write-rows.mjs';

casual.seed(42);

const YEAR_START = Date.UTC(2025, 0, 1);
const YEAR_MILLISECONDS = 365 * 86_400_000;

function makeUser() {
  const firstName = casual.first_name;
  const lastName = casual.last_name;
  return {
    // casual.uuid has no version digit; Node's own is faster, so casual loses nothing by it.
    id: randomUUID(),
    email: `${folded(firstName)}.${folded(lastName)}@${casual.domain}`,
    name: `${firstName} ${lastName}`,
    phone: casual.numerify('(###) ###-####'),
    created_at: new Date(YEAR_START + casual.integer(0, YEAR_MILLISECONDS - 1)).toISOString(),
  };
}

export const peer = {
  name: 'casual',
  units: { null: 100_000, file: 100_000 },
  run: ({ units, file }) => writeRows(file, units, makeUser),
};
