import { fakerEN as faker } from '@faker-js/faker';
import { writeRows } from '../../lib/write-rows.mjs';

faker.seed(42);

function makeUser() {
  const firstName = faker.person.firstName();
  const lastName = faker.person.lastName();
  return {
    id: faker.string.uuid(),
    email: faker.internet.email({ firstName, lastName }).toLowerCase(),
    name: `${firstName} ${lastName}`,
    phone: faker.phone.number({ style: 'national' }),
    created_at: faker.date
      .between({ from: '2025-01-01T00:00:00.000Z', to: '2025-12-31T23:59:59.999Z' })
      .toISOString(),
  };
}

export const peer = {
  name: '@faker-js/faker',
  units: { null: 100_000, file: 100_000 },
  run: ({ units, file }) => writeRows(file, units, makeUser),
};
