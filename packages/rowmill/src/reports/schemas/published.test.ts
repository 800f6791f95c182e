import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAILED_SAMPLE_REPORT, SAMPLE_REPORT } from '../sample-report.ts';
import { MIXED_REPORT } from '../testing/mixed-report.ts';
import { schemaProblems } from '../testing/schema-problems.ts';
import { PUBLISHED_NAMES, publishedSchema } from './published.ts';

const FOLDER = new URL('../../../schema/', import.meta.url);

it.each(PUBLISHED_NAMES)('publishes %s as it is: npm run schema writes it again', (name) => {
  const text = readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
  expect(JSON.parse(text)).toEqual(publishedSchema(name, { closed: false }));
});

describe('report-1', () => {
  it.each([SAMPLE_REPORT, FAILED_SAMPLE_REPORT, MIXED_REPORT])('has every member', (report) => {
    expect(schemaProblems('report-1', report)).toEqual([]);
  });

  it('refuses what is missing or of another type', () => {
    const { seed: _, ...without } = SAMPLE_REPORT;
    expect(schemaProblems('report-1', without)).toEqual([" must have required property 'seed'"]);
    expect(schemaProblems('report-1', { ...SAMPLE_REPORT, outcome: 'fine' })).toEqual([
      '/outcome must be equal to one of the allowed values',
    ]);
  });

  it('takes members of later versions where it is published, and not where it is tested', () => {
    const later = { ...SAMPLE_REPORT, weather: 'fine' };
    expect(schemaProblems('report-1', later, false)).toEqual([]);
    expect(schemaProblems('report-1', later)).toEqual([' must NOT have additional properties']);
  });
});
