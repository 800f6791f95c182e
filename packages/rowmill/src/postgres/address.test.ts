import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TargetError } from '../errors.ts';
import { addressUrl, addressVariables, describeAddress, parsePostgresUrl } from './address.ts';

const fail = (problem: string, options?: ErrorOptions) =>
  new TargetError('postgres', problem, options);

describe('address of a server', () => {
  it('survives its way through a URL, whatever the characters', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    const address = fc.record(
      {
        host: fc.constantFrom('localhost', '127.0.0.1', '::1', 'db.example.com', '/run/pg'),
        port: fc.integer({ min: 1, max: 65_535 }),
        user: text,
        database: fc.oneof(text, fc.constantFrom('.', '..')),
        password: text,
        sslMode: fc.constantFrom('disable' as const, 'require' as const),
        options: text,
      },
      { requiredKeys: ['host', 'port', 'user', 'database'] },
    );
    fc.assert(
      fc.property(address, (written) => {
        expect(parsePostgresUrl(addressUrl(written), fail)).toEqual(written);
      }),
    );
  });

  it('fills in what a URL leaves out', () => {
    expect(parsePostgresUrl('postgresql://ada@db', fail)).toEqual({
      host: 'db',
      port: 5432,
      user: 'ada',
      database: 'ada',
    });
  });

  it('describes itself without a password', () => {
    const address = parsePostgresUrl('postgres://ada:secret@db:6543/shop', fail);
    expect(describeAddress(address)).toBe('db:6543/shop');
    expect(addressVariables(address)).toMatchObject({ PGPASSWORD: 'secret', PGPORT: '6543' });
  });

  it.each([
    ['::secret::', /cannot be read/],
    ['mysql://ada:secret@db/shop', /begins with mysql:/],
    ['postgres://ada:secret@db/shop?sslmode=maybe', /sslmode "maybe" is unknown/],
    ['postgres://ada:secret@db/shop?pool=5', /unknown parameter "pool"/],
    ['postgres://ada:secret%@db/shop', /%25/],
  ])('refuses %s without repeating the password', (url, problem) => {
    expect(() => parsePostgresUrl(url, fail)).toThrow(problem);
    expect(() => parsePostgresUrl(url, fail)).not.toThrow(/secret/);
  });
});
