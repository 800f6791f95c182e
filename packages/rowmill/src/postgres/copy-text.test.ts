import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCopyRows, escapeCopyText, withOurEscapes } from './copy-text.ts';
import { createLineSplitter } from './line-splitter.ts';

const cell = fc.option(
  fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    fc.string({ unit: fc.constantFrom('\\', '\t', '\n', '\r', '\b', '\f', '\v', 'N', 'b', 'a') }),
  ),
);
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));

function encode(rows: readonly (readonly (string | null)[])[]): Uint8Array {
  return Buffer.from(rows.map((cells) => `${cells.map(escapeCopyText).join('\t')}\n`).join(''));
}

describe('COPY text', () => {
  it('gives back the cells that were written', () => {
    fc.assert(
      fc.property(table, (rows) => {
        expect(decodeCopyRows(encode(rows))).toEqual(rows);
      }),
    );
  });

  it('is decoded alike wherever its chunks end', () => {
    const chunked = fc.tuple(table, fc.array(fc.integer({ min: 1, max: 9 })));
    fc.assert(
      fc.property(chunked, ([rows, sizes]) => {
        const bytes = encode(rows);
        const splitter = createLineSplitter();
        const decoded: (string | null)[][] = [];
        let at = 0;
        for (const size of [...sizes, bytes.length]) {
          decoded.push(...decodeCopyRows(splitter.add(bytes.subarray(at, at + size))));
          at += size;
        }
        expect(decoded).toEqual(rows);
        expect(splitter.rest()).toHaveLength(0);
      }),
    );
  });

  it('of PostgreSQL becomes ours: it escapes three more characters', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const ours = encode(rows);
        const theirs = Buffer.from(ours)
          .toString()
          .replaceAll('\b', '\\b')
          .replaceAll('\f', '\\f')
          .replaceAll('\v', '\\v');
        expect(Buffer.from(withOurEscapes(Buffer.from(theirs)))).toEqual(Buffer.from(ours));
      }),
    );
  });
});
