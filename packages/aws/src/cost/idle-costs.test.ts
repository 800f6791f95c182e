import { describe, expect, it } from 'vitest';
import { idleCosts } from './idle-costs.ts';
import { pricesOf } from './prices.ts';

const RESOURCES = [
  { type: 'AWS::KMS::Key', count: 1 },
  { type: 'AWS::CloudWatch::Alarm', count: 6 },
  { type: 'AWS::CloudWatch::Dashboard', count: 1 },
  { type: 'AWS::Lambda::Function', count: 13 },
];

describe('idleCosts', () => {
  it('adds up what is paid for by the month, and the rounds of the sweeper', () => {
    const { usd, items } = idleCosts(RESOURCES, pricesOf('us-east-1'), { sweepMinutes: 15 });
    expect(items.map(({ name }) => name)).toEqual([
      'KMS keys',
      'CloudWatch alarms',
      'CloudWatch dashboards',
      'CloudWatch metrics',
      'Sweeper',
    ]);
    const standing = 1 + 6 * 0.1 + 3 + 2 * 0.3;
    expect(usd).toBeGreaterThan(standing);
    expect(usd).toBeLessThan(standing + 0.5);
    expect(items.at(-1)?.quantity).toBe(2880);
  });
});
