import { describe, expect, it } from 'vitest';
import { createSurrogateVault, openSurrogates } from '../surrogate-vault.ts';
import { testContext, testKey } from '../testing/test-context.ts';
import { tokenVault } from './token-vault.ts';

describe('token.vault', () => {
  const maskAll = (values: readonly string[], vault: ReturnType<typeof createSurrogateVault>) =>
    tokenVault.create(
      {},
      testContext({ surrogates: (use) => vault.open(use) }),
    )({ values, other: () => [], masked: () => [], firstRow: 0 });

  it('gives the tokens of earlier runs, and can be gone back', () => {
    const first = createSurrogateVault(testKey(1), []);
    const tokens = maskAll(['Ann', 'Bob', 'Ann'], first);
    expect(new Set(tokens).size).toBe(2);
    const kept = first.added();
    const second = createSurrogateVault(testKey(1), kept);
    expect(maskAll(['Bob', 'Ann', 'Zoë'], second).slice(0, 2)).toEqual([tokens[1], tokens[0]]);
    expect(second.added()).toHaveLength(1);
    expect(openSurrogates(testKey(1), kept).map(({ value, mask }) => [value, mask])).toEqual([
      ['Ann', tokens[0]],
      ['Bob', tokens[1]],
    ]);
  });

  it('keeps nothing that can be read without the key, or changed', () => {
    const vault = createSurrogateVault(testKey(1), []);
    const [token = ''] = maskAll(['4929123412345678'], vault);
    const text = JSON.stringify(vault.added());
    for (const secret of ['4929123412345678', token ?? '', btoa('4929123412345678')])
      expect(text).not.toContain(secret);
    const [entry] = vault.added();
    if (entry === undefined) throw new Error('nothing was kept');
    expect(() => createSurrogateVault(testKey(2), [entry])).toThrow(RangeError);
    expect(() => openSurrogates(testKey(1), [{ ...entry, domain: 'other' }])).toThrow(RangeError);
    expect(() => openSurrogates(testKey(1), [{ ...entry, id: btoa('other') }])).toThrow(RangeError);
  });
});
