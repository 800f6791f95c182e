import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeBlock, plainText, tableRow } from './markdown.ts';
import { renderMarkdown } from './markdown-report.ts';
import type { RunReport } from './run-report.ts';
import { SAMPLE_REPORT } from './sample-report.ts';
import { MIXED_REPORT } from './testing/mixed-report.ts';

describe('renderMarkdown', () => {
  it('tells verdict, figures, checks in order of weight, failing rows and the command', () => {
    const text = renderMarkdown(MIXED_REPORT);
    expect(text).toMatch(/^### ❌ rowmill shop: failed\n/);
    expect(text).toContain('10 checks (4 passed, 2 warned, 1 waived, 3 failed)');
    const marks = [...text.matchAll(/^\| (❌|⏸️|⚠️|✅) \|/gmu)].map(([, mark]) => mark);
    expect(marks).toEqual(['❌', '❌', '❌', '⏸️', '⚠️', '⚠️', '✅', '✅', '✅']);
    expect(text).toContain('| id = 1017 | 1017 |');
    expect(text).toContain('… and 2,997 more, all in failures/004-users-valuesAreUnique.ndjson');
    expect(text).toContain('```text\nrowmill preview users --at 3 --rows 1\n```');
    expect(text).toMatch(/```text\nrowmill run -f examples\/shop\/rowmill\.yaml --seed 42\n```\n$/);
    expect(text).toContain('shop/rowmill.yaml\\:64\\:7');
  });

  it('is short where everything passed', () => {
    const text = renderMarkdown(SAMPLE_REPORT);
    expect(text).toMatch(/^### ✅ rowmill shop: passed\n/);
    expect(text).not.toContain('####');
  });

  it('ends at a whole row, and says so, where GitHub would drop it all', () => {
    const [check] = MIXED_REPORT.checks.filter(({ examples }) => examples.length > 0);
    if (check === undefined) throw new Error('a check of the sample fails');
    const many = Array.from({ length: 3000 }, () => check);
    const large: RunReport = { ...MIXED_REPORT, checks: many };
    const whole = renderMarkdown(large, Number.POSITIVE_INFINITY);
    const cut = renderMarkdown(large);
    expect(Buffer.byteLength(whole)).toBeGreaterThan(1_048_576);
    expect(Buffer.byteLength(cut)).toBeLessThan(901_000);
    expect(cut).toMatch(/\n\n_Cut here: the report itself has the rest\._\n$/);
    const kept = cut.slice(0, cut.lastIndexOf('\n\n_Cut here'));
    expect(whole.startsWith(`${kept}\n`)).toBe(true);
  });

  it('has the same rows and cells whatever the texts are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const row = tableRow([text, text]);
        expect(row.split('\n')).toHaveLength(1);
        expect(row.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(3);
        expect(plainText(text)).not.toMatch(/(?<!\\)(?:\\\\)*[<`[]/);
      }),
    );
  });
});

it('fences text that has fences in it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('`', '``', '```', 'x', '\n', '~')), (parts) => {
      const [first = '', ...lines] = codeBlock(parts.join('')).split('\n');
      const fence = first.slice(0, -'text'.length);
      expect(fence).toMatch(/^`{3,}$/);
      expect(lines.at(-1)).toBe(fence);
      for (const line of lines.slice(0, -1)) expect(line).not.toContain(fence);
    }),
  );
});
