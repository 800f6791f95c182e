import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJunit } from './junit-report.ts';
import { FAILED_SAMPLE_REPORT, SAMPLE_REPORT } from './sample-report.ts';

/** Undoes XML escaping, as a reader of the file would. */
function unescapeXml(text: string): string {
  return text.replace(/&(#\d+|\w+);/g, (_, name: string) => {
    const named: Readonly<Record<string, string>> = {
      amp: '&',
      lt: '<',
      gt: '>',
      quot: '"',
      apos: "'",
    };
    return named[name] ?? String.fromCodePoint(Number(name.slice(1)));
  });
}

describe('renderJunit', () => {
  it('has a suite for each table and a case for each check', () => {
    const xml = renderJunit(SAMPLE_REPORT);
    expect(
      [...xml.matchAll(/<testsuite name="([^"]+)" .*?tests="(\d+)" failures="(\d+)"/g)].map(
        (match) => match.slice(1),
      ),
    ).toEqual([
      ['stages', '9', '0'],
      ['users', '4', '0'],
      ['orders', '2', '0'],
      ['test command', '1', '0'],
    ]);
    expect(xml).toContain('<testsuites name="shop" tests="16" failures="0" errors="0" skipped="0"');
    expect(xml).toContain(
      '<testcase name="valuesAreUnique (email)" classname="shop.users" time="0.020"/>',
    );
  });

  it('tells failures with their keys, errors and skipped stages', () => {
    const xml = renderJunit({
      ...FAILED_SAMPLE_REPORT,
      test: { command: 'npm test', exitCode: null, seconds: 1, outputTail: 'last words' },
    });
    expect(xml).toContain('tests="16" failures="3" errors="1" skipped="4"');
    expect(xml).toContain(
      'type="valuesReference" message="1 of 400,000 rows have a user_id that is not in users"',
    );
    expect(unescapeXml(xml)).toContain('{"key":{"id":88231},"row":88230');
    expect(xml).toContain('all of them: failures/004-users-valuesAreUnique.ndjson');
    expect(xml).toContain('message="ended by a signal">last words</failure>');
  });

  it('is well-formed and loses nothing, whatever the names are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const xml = renderJunit({ ...SAMPLE_REPORT, name });
        const [, written = ''] = /<testsuites name="([^"<>]*)"/.exec(xml) ?? [];
        const readable = name.replace(
          /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
          '\uFFFD',
        );
        expect(unescapeXml(written)).toBe(readable);
        expect(xml.replace(/&(#\d+|amp|lt|gt|quot|apos);/g, '')).not.toContain('&');
      }),
    );
  });
});
