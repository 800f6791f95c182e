import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import { checkDocument } from '../check-document.ts';
import { altered } from './altered.ts';

/**
 * One change that makes a document wrong: what is changed, to which value, words of the message, and where the issue
 * is, unless it is at what was changed. Places are in `/States` where they do not begin with `/`.
 */
export type Fault = readonly [changed: string, value: Json | undefined, words: RegExp, at?: string];

/** Law: each change brings an issue at its place, one only there, that says what to do. */
export function describeFaults(what: string, document: JsonObject, faults: readonly Fault[]): void {
  describe(what, () => {
    it('is accepted without the faults', () => {
      expect(checkDocument(document)).toEqual([]);
    });
    for (const [changed, value, words, at = changed] of faults) {
      it(`${changed} = ${JSON.stringify(value)}`, () => {
        const location = at === '/' ? '/' : pointer(at);
        const issues = checkDocument(altered(document, membersOf(pointer(changed)), value));
        const here = issues.filter((issue) => issue.location === location);
        expect(here.map(({ message }) => message)).toEqual([expect.stringMatching(words)]);
      });
    }
  });
}

function pointer(place: string): string {
  return place.startsWith('/') ? place : `/States/${place}`;
}

function membersOf(location: string): readonly (string | number)[] {
  return location
    .split('/')
    .slice(1)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
