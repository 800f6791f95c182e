import { describe, expect, it } from 'vitest';
import { scanDocuments } from './scan-documents.ts';

const documents = (of: (i: number) => unknown): string[] =>
  Array.from({ length: 30 }, (_, i) => JSON.stringify(of(i)));

const verdicts = (cells: readonly (string | null)[]) =>
  Object.fromEntries(
    (scanDocuments('data', cells)?.places ?? []).map(({ path, finding }) => [
      path,
      finding.type ?? finding.verdict,
    ]),
  );

describe('scanDocuments', () => {
  it('looks at every place as at a column of its own', () => {
    const cells = documents((i) => ({
      contact: { email: `p${i}@corp${i % 7}.com`, 'home phone': `+49 89 12345${10 + i}` },
      items: [{ sku: `A-${i}`, qty: i }],
      plan: i % 2 ? 'free' : 'pro',
    }));
    expect(verdicts([...cells, null])).toMatchObject({
      '$.contact.email': 'email',
      "$.contact['home phone']": 'phone',
      '$.items[*].sku': 'none',
      '$.plan': 'none',
    });
    expect(scanDocuments('data', cells)?.finding).toMatchObject({
      verdict: 'pii',
      type: 'free-text',
    });
  });

  it('tells no value', () => {
    const found = scanDocuments(
      'data',
      documents((i) => ({ email: `p${i}@corp.com`, n: i })),
    );
    expect(JSON.stringify(found)).not.toMatch(/corp|p1@/);
  });

  it('finds nothing in documents of nobody, and no documents in texts', () => {
    expect(
      scanDocuments(
        'data',
        documents((i) => ({ width: i, unit: 'mm' })),
      )?.finding.verdict,
    ).toBe('none');
    expect(scanDocuments('data', ['{not json}', 'plain', '[1, 2'])).toBeUndefined();
    expect(scanDocuments('data', [null, ''])).toBeUndefined();
  });

  it('is unsure where names of members are data, or documents go too deep', () => {
    const wide = [
      JSON.stringify(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`k${i}`, 1]))),
    ];
    const deep = [`${'['.repeat(80)}${']'.repeat(80)}`];
    for (const cells of [wide, deep])
      expect(scanDocuments('data', cells)?.finding.verdict).toBe('unsure');
  });
});
