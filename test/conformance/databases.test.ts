import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { describeMariaDb, useMariaDb } from '../../packages/rowmill/src/testing/mariadb.ts';
import { describePostgres, usePostgres } from '../../packages/rowmill/src/testing/postgres.ts';
import {
  type Delivered,
  deliver,
  loadMariaDb,
  loadPostgres,
  type Row,
  rowsOf,
  survivorsOf,
} from './deliver-database.ts';
import { RECORDED } from './recorded.ts';

const MINUTES = 60_000;

/** `BillingPostalCode` and `billing_postal_code` are one column. */
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

const byPlainNames = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, cell]) => [plain(name), cell]));

const ordered = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) => JSON.stringify(byPlainNames(row))).sort();

/** Kinds of personal data by column; all other columns are of nobody. */
const PAGILA = {
  'actor.first_name': 'first-name',
  'actor.last_name': 'last-name',
  'address.address': 'street-address',
  'address.address2': 'street-address',
  'address.district': 'region',
  'address.phone': 'phone',
  'address.postal_code': 'postal-code',
  'customer.email': 'email',
  'customer.first_name': 'first-name',
  'customer.last_name': 'last-name',
  'staff.email': 'email',
  'staff.first_name': 'first-name',
  'staff.last_name': 'last-name',
  'staff.password': 'password',
  'staff.picture': 'photo',
  'staff.username': 'username',
};

const people = (table: string) => ({
  [`${table}.address`]: 'street-address',
  [`${table}.city`]: 'city',
  [`${table}.country`]: 'country',
  [`${table}.email`]: 'email',
  [`${table}.fax`]: 'fax',
  [`${table}.firstname`]: 'first-name',
  [`${table}.lastname`]: 'last-name',
  [`${table}.phone`]: 'phone',
  [`${table}.postalcode`]: 'postal-code',
  [`${table}.state`]: 'region',
});

const CHINOOK = {
  ...people('customer'),
  ...people('employee'),
  'customer.company': 'company',
  'employee.birthdate': 'birth-date',
  'employee.hiredate': 'person-date',
  'employee.title': 'job-title',
  'invoice.billingaddress': 'street-address',
  'invoice.billingcity': 'city',
  'invoice.billingcountry': 'country',
  'invoice.billingpostalcode': 'postal-code',
  'invoice.billingstate': 'region',
};

/** Artists and composers are people whose names are public: either verdict can be defended. */
const EITHER = new Set(['artist.name', 'track.composer']);

function kindsOf({ decisions }: Delivered, nameOf: (name: string) => string) {
  const kinds = [...decisions].map(([name, { type }]) => [nameOf(name), type] as const);
  expect(kinds.filter(([, type]) => type === undefined)).toEqual([]);
  return Object.fromEntries(kinds.filter(([name, type]) => type !== 'none' && !EITHER.has(name)));
}

/** References of a request, e.g. `city.country_id -> country.country_id`. */
const referencesOf = ({ decisions }: Delivered): readonly string[] =>
  [...decisions].flatMap(([name, { references }]) =>
    references === undefined ? [] : [`${name} -> ${references}`],
  );

const CHECKS = [
  'claim-gdpr-pseudonymised-is-earned',
  'masksFitTheColumn',
  'masksLieInReservedRanges',
  'noPersonalDataIsFound',
  'valuesAreNotNull',
  'valuesAreUnique',
  'valuesDoNotSurvive',
  'valuesReference',
];

function expectGate({ checks }: Delivered): void {
  expect([...new Set(checks.map(({ name }) => name))]).toEqual(expect.arrayContaining(CHECKS));
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
}

describePostgres('databases of others', () => {
  const postgres = usePostgres();
  const target = async (name: string) => {
    await postgres.sql(`CREATE DATABASE ${name}`);
    return postgres.urlOf(name);
  };
  const load = (database: string, file: string) =>
    loadPostgres(postgres.urlOf(database), join(RECORDED, 'data', file));

  it(
    'Pagila: enums, arrays, tsvector, partitions and composite keys arrive, nobody does',
    async () => {
      const source = await target('pagila');
      await load('pagila', 'pagila.sql');
      const delivered = await deliver('pagila', source, await target('pagila_target'));
      expect(kindsOf(delivered, (name) => name)).toEqual(PAGILA);
      expect(referencesOf(delivered)).toEqual(
        expect.arrayContaining([
          'city.country_id -> country.country_id',
          'film_actor.actor_id -> actor.actor_id',
          'customer.address_id -> address.address_id',
          'rental.customer_id -> customer.customer_id',
        ]),
      );
      expectGate(delivered);
      expect(await survivorsOf(source, delivered)).toEqual([]);
      expect(delivered.rows('payment')).toHaveLength(16_049);
      expect(delivered.rows('film')).toEqual(await rowsOf(source, 'film'));
    },
    6 * MINUTES,
  );

  describeMariaDb('Chinook on two servers', () => {
    const maria = useMariaDb();
    let onPostgres: Delivered;
    let onMariaDb: Delivered;
    beforeAll(async () => {
      await load('postgres', 'chinook-postgres.sql');
      await loadMariaDb(maria.server.url, join(RECORDED, 'data', 'chinook-mysql.sql'));
      const url = maria.server.url.replace(/\/test$/, '/Chinook');
      onPostgres = await deliver('one', postgres.urlOf('chinook'), await target('one'));
      onMariaDb = await deliver('two', url, await target('two'));
    }, 12 * MINUTES);

    it('is decided alike, and as it can be defended', () => {
      expect(kindsOf(onPostgres, plain)).toEqual(CHINOOK);
      expect(kindsOf(onMariaDb, plain)).toEqual(CHINOOK);
      expect(referencesOf(onMariaDb).map(plain)).toEqual(referencesOf(onPostgres).map(plain));
      expect(referencesOf(onPostgres)).toContain('employee.reports_to -> employee.employee_id');
    });

    it('passes the gate, and no value survives', async () => {
      expectGate(onPostgres);
      expectGate(onMariaDb);
      expect(await survivorsOf(postgres.urlOf('chinook'), onPostgres)).toEqual([]);
    });

    it('has the same masks under the same key', () => {
      const tables = ['Artist', 'Customer', 'Employee', 'Genre', 'Invoice', 'PlaylistTrack'];
      for (const table of tables) {
        const name = table.replace(/\B[A-Z]/g, '_$&').toLowerCase();
        const rows = ordered(onMariaDb.rows(table));
        expect(rows.length, table).toBeGreaterThan(0);
        expect(rows, table).toEqual(ordered(onPostgres.rows(name)));
      }
    });
  });
});
