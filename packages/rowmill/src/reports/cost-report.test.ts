import { expect, it } from 'vitest';
import { compareCosts } from './cost-report.ts';
import { renderHtml } from './html-report.ts';
import { SAMPLE_REPORT } from './sample-report.ts';

const ESTIMATE = {
  version: 1,
  place: 'deployment qa in eu-central-1',
  seconds: 50,
  usd: 0.55,
  items: [
    { name: 'Lambda compute', quantity: 100, unit: 'GB-s', usd: 0.5 },
    { name: 'S3 writes', quantity: 20, unit: 'requests', usd: 0.05 },
  ],
} as const;

const COUNTED = [
  { name: 'Lambda compute', quantity: 120, unit: 'GB-s', usd: 0.6 },
  { name: 'CodeBuild', quantity: 2, unit: 'minutes', usd: 0.01 },
];

it('puts what was counted beside what was estimated, and compares like with like', () => {
  expect(compareCosts(ESTIMATE, COUNTED)).toEqual({
    place: ESTIMATE.place,
    estimatedSeconds: 50,
    estimatedUsd: 0.55,
    countedUsd: expect.closeTo(0.61),
    estimatedOfCountedUsd: 0.5,
    items: [
      {
        name: 'Lambda compute',
        unit: 'GB-s',
        estimated: { quantity: 100, usd: 0.5 },
        counted: { quantity: 120, usd: 0.6 },
      },
      { name: 'S3 writes', unit: 'requests', estimated: { quantity: 20, usd: 0.05 } },
      {
        name: 'CodeBuild',
        unit: 'minutes',
        estimated: { quantity: 0, usd: 0 },
        counted: { quantity: 2, usd: 0.01 },
      },
    ],
  });
});

it('shows both on the page of a run that was paid for, and on no other', () => {
  const costs = compareCosts(ESTIMATE, COUNTED);
  const page = renderHtml({ ...SAMPLE_REPORT, costs });
  expect(page).toMatch(/Lambda compute<\/th><td[^>]*>100 GB-s<\/td><td[^>]*>120 GB-s<\/td>/);
  expect(page).toMatch(/S3 writes<\/th><td[^>]*>20 requests<\/td><td[^>]*>–<\/td>/);
  expect(renderHtml(SAMPLE_REPORT)).not.toContain('Lambda');
});
