import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_DIGEST, mergeDigests } from './content-digest.ts';
import { createLineDigest } from './line-digest.ts';

const encoder = new TextEncoder();
const line = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\n', ''));

function digestOf(lines: readonly string[]) {
  const digest = createLineDigest();
  digest.add(encoder.encode(lines.map((text) => `${text}\n`).join('')));
  return digest.finish();
}

describe('line digest', () => {
  it('does not depend on the order of the lines', () => {
    const shuffled = fc
      .array(line)
      .chain((lines) =>
        fc.tuple(
          fc.constant(lines),
          fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([lines, other]) => {
        expect(digestOf(other)).toEqual(digestOf(lines));
      }),
    );
  });

  it('does not depend on where chunks end', () => {
    const chunked = fc.tuple(fc.array(line), fc.array(fc.integer({ min: 1, max: 30 })));
    fc.assert(
      fc.property(chunked, ([lines, sizes]) => {
        const bytes = encoder.encode(lines.map((text) => `${text}\n`).join(''));
        const digest = createLineDigest();
        let at = 0;
        for (const size of sizes) {
          // A fresh copy that is overwritten afterwards: the digest must not hold on to it.
          const chunk = bytes.slice(at, at + size);
          digest.add(chunk);
          chunk.fill(0);
          at += size;
        }
        digest.add(bytes.subarray(at));
        expect(digest.finish()).toEqual(digestOf(lines));
      }),
    );
  });

  it('changes with every single byte', () => {
    const changed = fc
      .array(
        line.filter((text) => text.length > 0),
        { minLength: 1 },
      )
      .chain((lines) => fc.tuple(fc.constant(lines), fc.nat(), fc.integer({ min: 1, max: 255 })));
    fc.assert(
      fc.property(changed, ([lines, position, flip]) => {
        const bytes = encoder.encode(lines.map((text) => `${text}\n`).join(''));
        const at = position % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const digest = createLineDigest();
        digest.add(bytes);
        expect(digest.finish().digest).not.toBe(digestOf(lines).digest);
      }),
    );
  });

  it('tells apart lines that differ in length, place of the break or number', () => {
    const forms = [[], [''], ['', ''], ['a'], ['a\0'], ['\0a'], ['ab', 'c'], ['a', 'bc'], ['abc']];
    const digests = forms.map((lines) => JSON.stringify(digestOf(lines)));
    expect(new Set(digests).size).toBe(forms.length);
  });

  it('is the sum of its parts', () => {
    fc.assert(
      fc.property(fc.array(fc.array(line)), (parts) => {
        expect(mergeDigests(parts.map(digestOf))).toEqual(digestOf(parts.flat()));
      }),
    );
    expect(mergeDigests([])).toEqual(EMPTY_DIGEST);
  });

  it('counts a last line without newline', () => {
    const digest = createLineDigest();
    digest.add(encoder.encode('one\ntwo'));
    expect(digest.finish()).toEqual(digestOf(['one', 'two']));
  });

  it('gives every one of 200,000 similar lines its own digest', () => {
    const seen = new Set<string>();
    for (let row = 0; row < 200_000; row += 1)
      seen.add(digestOf([`user-${row}\t${row * 7}`]).digest);
    expect(seen.size).toBe(200_000);
  });

  it('keeps its value from release to release', () => {
    expect(digestOf(['1\tAda', '2\t\\N'])).toEqual({ rows: 2, digest: 'd1c17822dc4f16fe' });
  });
});
