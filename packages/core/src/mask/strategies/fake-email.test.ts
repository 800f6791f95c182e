import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLocale } from '../../locales/load-locale.ts';
import { personLists } from '../../locales/person.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { fakeEmail } from './fake-email.ts';
import { fakePerson } from './fake-person.ts';

/** RFC 5321 in brief, and RFC 2606 for the domain. */
function expectSafeAddress(mask: string): void {
  expect(mask).toMatch(/^[\da-z]+(?:\.[\da-z]+)*@example\.(?:com|net|org)$/);
  expect(mask.indexOf('@')).toBeLessThanOrEqual(64);
}

describeStrategy(fakeEmail, {
  'any text': { accepts: expectSafeAddress },
  'real addresses': { values: fc.emailAddress(), accepts: expectSafeAddress },
  'by owner': { options: { by: 'owner' }, values: fc.emailAddress(), accepts: expectSafeAddress },
  'mapped domains': {
    options: { domain: 'map' },
    values: fc.emailAddress(),
    accepts: (mask) => expect(mask).toMatch(/^[\da-z.]+@c[a-z2-7]{12}\.example\.com$/),
  },
  'short token': { options: { token: 'short' }, accepts: expectSafeAddress },
});

describe('fake.email', () => {
  const maskAll = (
    values: readonly (string | null)[],
    options: object = {},
    others: readonly (string | null)[] = [],
    context = testContext(),
  ): (string | null)[] =>
    fakeEmail.create(
      options,
      context,
    )({ values, other: () => others, masked: () => [], firstRow: 0 });

  it('takes spellings of one address as one', () => {
    const spellings = ['ann@corp.com', 'Ann@Corp.com', ' ann@corp.com ', 'ANN@CORP.COM\n'];
    expect(new Set(maskAll(spellings)).size).toBe(1);
  });

  it('bears the name that fake.person gives the same owner', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `${index}`);
    const emails = maskAll(
      ids.map((id) => `${id}@corp.com`),
      { by: 'id' },
      ids,
    );
    const person = fakePerson.create({ by: 'id' }, testContext());
    const names = person({
      values: ids.map(() => 'Ann Lee'),
      other: () => ids,
      masked: () => [],
      firstRow: 0,
    });
    for (const [row, email] of emails.entries()) {
      const local = names[row]?.toLowerCase().replace(' ', '.');
      expect(email?.startsWith(`${local}.`)).toBe(true);
    }
  });

  it('keeps two addresses of one owner apart', () => {
    const masks = maskAll(['ann@home.com', 'ann@work.com'], { by: 'id' }, ['7', '7']);
    expect(new Set(masks).size).toBe(2);
  });

  it('shows the first name, the last name and 13 characters of token', () => {
    expect(maskAll(['ann@corp.com'])[0]).toMatch(
      /^(?:ada[a-z]+\.noether|alan[a-z]+\.gauss)[a-z]+\.[a-z2-7]{13}@example\.(?:com|net|org)$/,
    );
  });

  it('keeps addresses of one domain together where asked', () => {
    const values = ['ann@corp.com', 'bob@CORP.com ', 'ann@home.org'];
    const domains = maskAll(values, { domain: 'map' }).map((mask) => mask?.split('@')[1]);
    expect(domains[0]).toBe(domains[1]);
    expect(domains[0]).not.toBe(domains[2]);
    const narrow = testContext({ maxLength: fakeEmail.width({ domain: 'map' }) });
    expect(maskAll(values, { domain: 'map' }, [], narrow)[0]).toMatch(/^[a-z2-7]{13}@c/);
  });

  it('cuts the names, never the token, to fit the column', () => {
    const addresses = Array.from({ length: 100 }, (_, index) => `${index}@corp.com`);
    for (const maxLength of [25, 26, 27, 30, 50]) {
      const masks = maskAll(addresses, {}, [], testContext({ maxLength }));
      expect(new Set(masks).size).toBe(100);
      for (const mask of masks) {
        expect(mask?.length).toBeLessThanOrEqual(maxLength);
        expectSafeAddress(mask ?? '');
        expect(mask).toMatch(/(?:^|\.)[a-z2-7]{13}@/);
      }
    }
    expect(fakeEmail.width({})).toBe(25);
  });

  it('does not collide on many addresses of one company', () => {
    const addresses = Array.from({ length: 20_000 }, (_, index) => `user${index}@corp.com`);
    expect(new Set(maskAll(addresses)).size).toBe(20_000);
  });

  it.each(['en', 'ja', 'ar'])('writes the names of %s in ASCII', async (code) => {
    const names = personLists(await loadLocale(code));
    const context = testContext({ names, locale: code });
    for (const mask of maskAll(['a@x.com', 'b@x.com'], {}, [], context)) {
      expectSafeAddress(mask ?? '');
      expect(mask).toMatch(/^[\da-z]+\.[\da-z]+\.[a-z2-7]{13}@/);
    }
  });
});
