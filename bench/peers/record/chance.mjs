import Chance from 'chance';
import { folded } from '../../lib/names.mjs';
import { writeRows } from '../../lib/write-rows.mjs';

const chance = new Chance(42);

function makeUser() {
  const firstName = chance.first({ nationality: 'en' });
  const lastName = chance.last({ nationality: 'en' });
  return {
    id: chance.guid({ version: 4 }),
    email: `${folded(firstName)}.${folded(lastName)}@${chance.domain({ tld: 'com' })}`,
    name: `${firstName} ${lastName}`,
    phone: chance.phone({ country: 'us' }),
    created_at: chance.date({ year: 2025 }).toISOString(),
  };
}

export const peer = {
  name: 'chance',
  units: { null: 80_000, file: 80_000 },
  run: ({ units, file }) => writeRows(file, units, makeUser),
};
