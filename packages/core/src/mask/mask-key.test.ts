import { createHmac, hkdfSync } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createMaskKey, type MaskKey, MaskKeyError, parseMaskKey } from './mask-key.ts';

const BYTES = Uint8Array.from({ length: 32 }, (_, index) => 255 - 7 * index);
const HEX = Buffer.from(BYTES).toString('hex');

describe('parseMaskKey', () => {
  it('reads the same bytes from hex and from base64 in both alphabets', () => {
    const expected = createMaskKey(BYTES).digest('x')('value');
    const texts = [
      `hex:${HEX}`,
      `hex:${HEX.toUpperCase()}`,
      ` hex:${HEX}\n`,
      `base64:${Buffer.from(BYTES).toString('base64')}`,
      `base64:${Buffer.from(BYTES).toString('base64url')}`,
    ];
    for (const text of texts) expect(parseMaskKey(text).digest('x')('value')).toEqual(expected);
  });

  it('takes a passphrase of 16 characters', () => {
    const key = parseMaskKey('correct horse ba');
    expect(key.digest('x')('v')).toEqual(parseMaskKey('correct horse ba').digest('x')('v'));
    expect(key.digest('x')('v')).not.toEqual(parseMaskKey('correct horse bb').digest('x')('v'));
  });

  it.each([
    '',
    'short secret',
    'fifteen letters',
    'hex:',
    `hex:${HEX}0`,
    'hex:zz112233445566778899aabbccddeeff',
    'hex:00112233445566778899aabbccddee',
    'base64:',
    'base64:AAAAAAAAAAAAAAAAAAAA',
    'base64:AAAAA AAAAAAAAAAAAAAAAAAA',
    'base64:AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])('refuses %j without repeating it', (text) => {
    const secret = text.replace(/^\w+:/, '');
    try {
      parseMaskKey(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(MaskKeyError);
      expect(String(error)).toMatch(/^MaskKeyError: masking key: .+ - .+/);
      if (secret) expect(inspect(error)).not.toContain(secret);
    }
  });
});

describe('a masking key', () => {
  it('shows its id, but never its bytes', () => {
    const key = parseMaskKey(`hex:${HEX}`);
    const shown = JSON.stringify(key) + inspect(key, { depth: 9, showHidden: true });
    expect(key.id).toMatch(/^[\da-f]{8}$/);
    expect(shown).toContain(key.id);
    expect(shown).not.toContain(HEX.slice(0, 8));
    expect(shown).not.toContain('255');
  });

  it('has another id than another key, and the same every time', () => {
    expect(createMaskKey(BYTES).id).toBe(createMaskKey(BYTES).id);
    expect(createMaskKey(BYTES).id).not.toBe(createMaskKey(BYTES.toReversed()).id);
  });
});

describe('a scoped masking key', () => {
  const key = createMaskKey(BYTES);
  const mask = (of: MaskKey) => Buffer.from(of.digest('hash.hmac')('value')).toString('hex');

  it('derives by HKDF-SHA-256 with purpose, domain and use in its info (RFC 5869)', () => {
    const info = 'rowmill/mask/v1/tests/customer.email/hash.hmac';
    const subKey = Buffer.from(hkdfSync('sha256', BYTES, '', info, 32));
    const expected = createHmac('sha256', subKey).update('value').digest('hex');
    expect(mask(key.scoped({ purpose: 'tests', domain: 'customer.email' }))).toBe(expected);
  });

  it('is the key itself where there is no scope', () => {
    expect(mask(key.scoped({}))).toBe(mask(key));
  });

  it('gives every purpose and every domain masks of their own, by each of its functions', () => {
    const scopes = [
      {},
      { purpose: 'a' },
      { purpose: 'b' },
      { domain: 'a' },
      { domain: 'b' },
      { purpose: 'a', domain: 'b' },
      { purpose: 'b', domain: 'a' },
    ];
    const keys = scopes.map((scope) => key.scoped(scope));
    expect(new Set(keys.map(mask)).size).toBe(scopes.length);
    expect(new Set(keys.map((one) => String(one.digests('u')(['v'])))).size).toBe(scopes.length);
    expect(new Set(keys.map((one) => String(one.prf('u')(['v'])))).size).toBe(scopes.length);
    expect(new Set(keys.map(({ id }) => id))).toEqual(new Set([key.id]));
  });

  it('takes its scope in steps', () => {
    const steps = key.scoped({ purpose: 'tests' }).scoped({ domain: 'd' });
    expect(mask(steps)).toBe(mask(key.scoped({ purpose: 'tests', domain: 'd' })));
  });
});
