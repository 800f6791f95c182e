import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetProfile } from '../profile/dataset-profile.ts';
import { html, raw } from './html.ts';
import { renderHtml } from './html-report.ts';
import type { RunReport } from './run-report.ts';
import { JUDGED_SAMPLE_REPORT } from './sample-judged-report.ts';
import { SAMPLE_PROFILE } from './sample-profile.ts';
import { FAILED_SAMPLE_REPORT, SAMPLE_REPORT } from './sample-report.ts';

/** The report with every text in it replaced, whatever it says and however deep it stands. */
function withTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((item) => withTexts(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withTexts(item, text)]),
  );
}

/** Texts that decide on the form of the report stay as they are. */
function hostileReport(text: string): RunReport {
  const hostile = withTexts(FAILED_SAMPLE_REPORT, text) as RunReport;
  const stages = hostile.stages.map((stage, index) => ({
    ...stage,
    status: FAILED_SAMPLE_REPORT.stages[index]?.status ?? 'passed',
  }));
  const checks = hostile.checks.map((check) => ({
    ...check,
    examples: check.examples.map((example) => ({ ...example, key: { [text]: text } })),
  }));
  return {
    ...hostile,
    outcome: 'failed',
    stages,
    checks,
    environments: SAMPLE_REPORT.environments,
  };
}

/** Names and values of the profile are of the data too. */
function hostileProfile(text: string): DatasetProfile {
  const tables = SAMPLE_PROFILE.tables.map((table) => ({
    ...table,
    name: text,
    columns: table.columns.map((column) => ({
      ...column,
      name: text,
      ...(column.values === undefined
        ? {}
        : {
            values: {
              ...column.values,
              entries: column.values.entries.map((entry) => ({ ...entry, value: text })),
            },
          }),
    })),
  }));
  return { ...SAMPLE_PROFILE, tables };
}

const hostilePage = (text: string): string => renderHtml(hostileReport(text), hostileProfile(text));

/** Names of the elements in the page, in order. */
function elementsOf(page: string): string[] {
  return [...page.matchAll(/<([a-z][a-z0-9]*)[\s>/]/gi)].map((match) => match[1] ?? '');
}

describe('html', () => {
  it('escapes every text and leaves markup alone', () => {
    expect(
      html`<p title="${`"'`}">${'<b>&'}${raw('<br>')}${[html`<i>${1}</i>`]}${false}${undefined}</p>`
        .markup,
    ).toBe('<p title="&quot;&#39;">&lt;b&gt;&amp;<br><i>1</i></p>');
  });
});

describe('renderHtml', () => {
  it('shows everything the report holds', () => {
    const page = renderHtml(FAILED_SAMPLE_REPORT);
    for (const text of [
      'shop: failed',
      '2 of 6 checks failed',
      '1,102,480',
      'id = 1017',
      'and 2,997 more',
      'href="./failures/004-users-valuesAreUnique.ndjson"',
      '<bdi>customers</bdi>.<wbr><bdi>email</bdi>',
      'fake.email',
      'k-93c1d2',
      'd-4b1f0c9a7e62d815c3f0',
      'rowmill run -f examples/shop/rowmill.yaml --seed 42',
    ]) {
      expect(page).toContain(text);
    }
    const whole = renderHtml(SAMPLE_REPORT);
    expect(whole).toContain('database rowmill_qa_1a2b3c4d');
    expect(whole).toContain('exit code 0');
    expect(whole).toContain('✓ every order has a user');
    expect(whole).not.toContain('\u001b');
  });

  it('stands by itself: one script of its own, nothing fetched', () => {
    const page = renderHtml(SAMPLE_REPORT);
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/<link|<img|@import|url\(|https?:\/\//);
    expect(page).toContain('prefers-color-scheme: dark');
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code);
    const hash = createHash('sha256').update(String(scripts[0])).digest('base64');
    expect(scripts).toHaveLength(1);
    expect(page).toContain(`script-src &#39;sha256-${hash}&#39;`);
  });

  it('gives hostile names no way into the markup', () => {
    const page = hostilePage('"><script>alert(1)</script>\'&javascript:x');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/href="(?!\.\/|#[a-z-]+")/);
  });

  it('has the same elements whatever the texts are', () => {
    const plain = elementsOf(hostilePage('x'));
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.constantFrom('<b>', '">', "'><p", '&lt;'),
        (text, markup) => {
          expect(elementsOf(hostilePage(`a${markup}${text}`))).toEqual(plain);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('keeps every bar inside its track', () => {
    const stages = [
      { name: 'late', status: 'passed', startSeconds: 9, seconds: 99, detail: '' },
    ] as const;
    for (const seconds of [0, 10]) {
      const page = renderHtml({ ...SAMPLE_REPORT, seconds, stages });
      const [, start, size] = /--start:([\d.]+)%;--size:([\d.]+)%/.exec(page) ?? [];
      expect(Number(start) + Number(size)).toBeLessThanOrEqual(100);
    }
  });

  it('tells what was waived until when, what is only a warning, and how to see a row again', () => {
    const page = renderHtml(JUDGED_SAMPLE_REPORT, SAMPLE_PROFILE);
    for (const text of [
      '3 of 9 failed, 1 waived, 1 warned',
      'Waived until 2026-12-31: numbers of the old system (R. Roe)',
      'Its waiver ended on 2026-11-01',
      'warning only',
      'rowmill preview users --at 6',
      'rowmill.yaml:61',
      'distributionMatches warned: TV 0.12, expected at most 0.05',
    ]) {
      expect(page).toContain(text);
    }
    const order = ['31 % of ean is null', 'does not match', 'further from those declared'];
    const places = order.map((text) => page.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('shows columns with what the request declares of them', () => {
    const page = renderHtml(SAMPLE_REPORT, SAMPLE_PROFILE);
    expect(page).toContain('0.5 % declared');
    expect(page).toContain('lognormal, differs by 3 %');
    expect(page).toContain('Of 1,000 rows in 2 of 4 parts');
    expect(page).toContain('no figure is about fewer than 10 rows');
    expect(page).toContain('74 rows');
    const without = renderHtml(SAMPLE_REPORT, {
      ...SAMPLE_PROFILE,
      tables: [],
      problem: 'no DuckDB',
    });
    expect(without).toContain('No profile of the columns: no DuckDB');
    expect(without).not.toContain('id="distributions"');
  });

  it('leaves out what did not happen', () => {
    const { test: _, ...rest } = SAMPLE_REPORT;
    const page = renderHtml({ ...rest, masking: [], environments: [], checks: [] });
    expect(page).not.toMatch(/<h2 id="(masking|environments|tests)"/);
    expect(page).toContain('No checks were run.');
  });
});
