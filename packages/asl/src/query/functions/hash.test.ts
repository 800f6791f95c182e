import { describe, expect, it } from 'vitest';
import { answer, causeOf } from '../testing/answer.ts';

describe('$hash', () => {
  // Digests of the empty text and of "abc": RFC 1321 (MD5), FIPS 180-4 examples (SHA).
  it.each([
    ['', 'MD5', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['abc', 'MD5', '900150983cd24fb0d6963f7d28e17f72'],
    ['abc', 'SHA-1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['abc', 'SHA-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abc',
      'SHA-384',
      'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
    ],
    [
      'abc',
      'SHA-512',
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    ],
    ['ü', 'MD5', 'c03410a5204b21cd8229ff754688d743'],
  ])('of %j by %s', async (text, algorithm, digest) => {
    expect(await answer(`$hash(${JSON.stringify(text)}, "${algorithm}")`)).toBe(digest);
  });

  it('may be applied in part', async () => {
    expect(await answer('$map(["", "abc"], $hash(?, "MD5"))')).toEqual([
      'd41d8cd98f00b204e9800998ecf8427e',
      '900150983cd24fb0d6963f7d28e17f72',
    ]);
  });

  it('answers nothing without an algorithm', async () => {
    expect(await causeOf('$hash("a")')).toBe('returned nothing (undefined).');
  });

  it.each([
    ['$hash()', 'T0410: Argument 1 of function "hash" does not match function signature'],
    ['$hash(1, "MD5")', 'T0410: Argument 1 of function "hash" does not match function signature'],
    ['$hash("a", 5)', 'T0410: Argument 2 of function "hash" does not match function signature'],
    [
      '$hash("a", "MD5", 1)',
      'T0410: Argument 3 of function "hash" does not match function signature',
    ],
    [
      '$hash("a", "md5")',
      "D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
    ],
  ])('refuses %s', async (text, problem) => {
    expect(await causeOf(text)).toBe(`threw an error during evaluation. ${problem}`);
  });
});
