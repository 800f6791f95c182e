import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUtf8Check } from './utf8-check.ts';

/** Feeds the bytes in pieces; gives what was sound and where it went wrong. */
function check(bytes: Buffer, size: number): { sound: Buffer; badLine: number | undefined } {
  const utf8 = createUtf8Check();
  const sound: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const checked = utf8.add(Buffer.from(bytes.subarray(at, at + size)));
    sound.push(Buffer.from(checked.sound));
    if (checked.badLine !== undefined) {
      return { sound: Buffer.concat(sound), badLine: checked.badLine };
    }
  }
  const last = utf8.end();
  return { sound: Buffer.concat([...sound, last.sound]), badLine: last.badLine };
}

describe('createUtf8Check', () => {
  it('lets text of any script through whole, however it is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        const bytes = Buffer.from(text);
        expect(check(bytes, size)).toEqual({ sound: bytes, badLine: undefined });
      }),
    );
  });

  it('finds bad bytes wherever TextDecoder does, and names their line', () => {
    const bytes = fc
      .array(
        fc.constantFrom(0x0a, 0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xff),
      )
      .map((list) => Buffer.from(list));
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 9 }), (all, size) => {
        const lines = splitLines(all);
        const bad = lines.findIndex((line) => !isDecodable(line));
        const { badLine, sound } = check(all, size);
        expect(badLine).toBe(bad < 0 ? undefined : bad + 1);
        expect(sound.length).toBeGreaterThanOrEqual(
          Buffer.concat(lines.slice(0, bad < 0 ? undefined : bad)).length,
        );
        expect(isDecodable(sound)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  return lines;
}

function isDecodable(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
