import { describe, expect, it } from 'vitest';
import { createKeyedDigest, stretchPassphrase } from './cipher.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('createKeyedDigest', () => {
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);

  it('gives known answers, so that masks of one release join with those of the next', () => {
    expect(hex(createKeyedDigest(key, 'test')('Ann'))).toMatchInlineSnapshot(
      `"454e92361214858e51455fbcee57c426f39e41be7ca4f7768d88939651058ec4"`,
    );
    expect(hex(createKeyedDigest(key, 'test')(''))).toMatchInlineSnapshot(
      `"8d8009f9a63e6f30d72fd7ffe17b08b24e9d79472e8036c5032a4efef087c5e7"`,
    );
  });

  it('gives 32 bytes that depend on key, domain and text', () => {
    const digests = [
      createKeyedDigest(key, 'a')('x'),
      createKeyedDigest(key, 'b')('x'),
      createKeyedDigest(key.toReversed(), 'a')('x'),
      createKeyedDigest(key, 'a')('y'),
      createKeyedDigest(key, 'a')(''),
    ];
    expect(new Set(digests.map(hex)).size).toBe(digests.length);
    for (const digest of digests) expect(digest).toHaveLength(32);
    expect(createKeyedDigest(key, 'a')('x')).toEqual(digests[0]);
  });

  it('does not follow the key bytes when they are overwritten later', () => {
    const bytes = key.slice();
    const digest = createKeyedDigest(bytes, 'a');
    const before = hex(digest('x'));
    bytes.fill(0);
    expect(hex(digest('x'))).toBe(before);
  });
});

describe('stretchPassphrase', () => {
  it('gives one key for one passphrase, however its accents are composed', () => {
    const composed = stretchPassphrase('un très long secret');
    expect(composed).toHaveLength(32);
    expect(stretchPassphrase('un tre\u0300s long secret')).toEqual(composed);
    expect(stretchPassphrase('un tres long secret')).not.toEqual(composed);
  });
});
