import {
  randBetweenDate,
  randEmail,
  randFirstName,
  randLastName,
  randPhoneNumber,
  randUuid,
  seed,
} from '@ngneat/falso';
import { writeRows } from '../../lib/write-rows.mjs';

seed('42');

const YEAR = {
  from: new Date('2025-01-01T00:00:00.000Z'),
  to: new Date('2025-12-31T23:59:59.999Z'),
};

function makeUser() {
  const firstName = randFirstName({ withAccents: false });
  const lastName = randLastName({ withAccents: false });
  return {
    id: randUuid(),
    email: randEmail({ firstName, lastName }),
    name: `${firstName} ${lastName}`,
    phone: randPhoneNumber({ countryCode: 'US' }),
    created_at: randBetweenDate(YEAR).toISOString(),
  };
}

export const peer = {
  name: '@ngneat/falso',
  units: { null: 60_000, file: 60_000 },
  run: ({ units, file }) => writeRows(file, units, makeUser),
};
