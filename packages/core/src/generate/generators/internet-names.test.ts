import { describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import { isSafeDomain } from '../../locales/safe-ranges.ts';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { GENERATORS } from '../catalog.generated.ts';
import { domain, domainName, email, exampleEmail, url, username } from './internet-names.ts';

const address = /^[a-z0-9]+[._]?[a-z0-9]+(\d\d)?@example\.(com|net|org)$/;

const isSafeAddress = (value: unknown): void => {
  const [local = '', host = ''] = String(value).split('@');
  expect(local).toMatch(/^[a-z0-9._]{2,64}$/);
  expect(isSafeDomain(host)).toBe(true);
};

describeGenerator(email, {
  'default options': { uniqueRows: true, accepts: (value) => expect(value).toMatch(address) },
  'own domains': {
    options: { domains: ['corp.test', 'mail.example'] },
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/@(corp\.test|mail\.example)$/),
  },
  'many domains': {
    options: { domains: Array.from({ length: 40 }, (_, i) => `d${i}.test`) },
    uniqueRows: true,
    accepts: isSafeAddress,
  },
  'names without an alphabet': { locale: 'zh_CN', uniqueRows: true, accepts: isSafeAddress },
  'Cyrillic names': { locale: 'ru', uniqueRows: true, accepts: isSafeAddress },
});

describeGenerator(exampleEmail, { "by Faker's name": { accepts: isSafeAddress } });

describeGenerator(username, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => expect(value).toMatch(/^[a-z0-9._]{2,64}$/),
  },
});

const host = /^[a-z]+-[a-z]+\.(example|test|example\.(com|net|org))$/;

describeGenerator(domain, {
  'default options': { uniqueRows: true, accepts: (value) => expect(value).toMatch(host) },
});

describeGenerator(domainName, {
  "by Faker's name": { accepts: (value) => expect(value).toMatch(host) },
});

describeGenerator(url, {
  'on the domain of the row': {
    columns: { domain: column('internet.domain') },
    generators: [domain],
    uniqueRows: false,
    accepts: (value, row) => expect(value).toBe(`https://${row.domain}/`),
  },
  'http without a slash': {
    options: { protocol: 'http', appendSlash: false },
    uniqueRows: true,
    accepts: (value) => expect(new URL(String(value)).hostname).toBe(String(value).slice(7)),
  },
});

describe('internet.email', () => {
  const rowsOf = async (
    columns: Parameters<typeof generatedTable>[1],
    from: number,
    count: number,
  ) => {
    const request = requestOf({ t: generatedTable(10_000_000, columns) });
    const { tables } = await planTables({ request, imports: {} }, GENERATORS);
    return programRows(tables[0]!.program, from, count);
  };

  it('names the person of the row, and so does the user name', async () => {
    const columns = {
      first: column('person.firstName'),
      full: column('person.fullName'),
      gender: column('person.gender'),
      user: column('internet.username'),
      email: column('internet.email'),
      unique: column('internet.email', {}, { unique: true }),
    };
    for (const row of await rowsOf(columns, 0, 500)) {
      const [first, last] = String(row.full).split(' ');
      const spelt = (name: string | undefined) =>
        String(name)
          .toLowerCase()
          .normalize('NFKD')
          .replace(/[^a-z]/g, '');
      expect(first).toBe(row.first);
      expect(String(row.email).startsWith(`${row.user}@`)).toBe(true);
      expect(String(row.email).replace(/[._]/, '')).toContain(
        spelt(first).slice(0, 20) + spelt(last).slice(0, 24),
      );
      expect(row.unique).toContain(`${spelt(first).slice(0, 20)}.${spelt(last).slice(0, 24)}`);
    }
  });

  it('ends a unique local part with the number of the row', async () => {
    const rows = await rowsOf(
      { email: column('internet.email', {}, { unique: true }) },
      123_455,
      2,
    );
    expect(rows.map((row) => /[a-z](\d+)@/.exec(String(row.email))?.[1])).toEqual([
      '123456',
      '123457',
    ]);
  });

  it('refuses a domain that somebody may own', async () => {
    await expect(
      rowsOf({ email: column('internet.email', { domains: ['gmail.com'] }) }, 0, 1),
    ).rejects.toThrow(/reaches nobody/);
  });
});
