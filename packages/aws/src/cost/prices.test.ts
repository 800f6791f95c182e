import { describe, expect, it } from 'vitest';
import { costOf, type Price, pricesOf } from './prices.ts';

const REGIONS = ['us-east-1', 'eu-central-1'];

const entriesOf = (region: string): [string, Price][] =>
  Object.entries(pricesOf(region)).filter(
    (entry): entry is [string, Price] => typeof entry[1] === 'object',
  );

describe('pricesOf', () => {
  it.each(REGIONS)(
    'has a positive price with a page of AWS as its source for everything in %s',
    (region) => {
      const prices = entriesOf(region);
      expect(prices.length).toBeGreaterThan(15);
      for (const [name, { usd, per, source }] of prices) {
        expect(usd, name).toBeGreaterThan(0);
        expect(per, name).toBeGreaterThanOrEqual(1);
        expect(source, name).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9-]+\/pricing\//);
      }
      expect(pricesOf(region).region).toBe(region);
    },
  );

  it('names the region that it has prices of, where it has none of the one that was asked for', () => {
    expect(pricesOf('mars-north-1').region).toBe('us-east-1');
    expect(pricesOf('toString').region).toBe('us-east-1');
  });

  it('charges nowhere less than in us-east-1', () => {
    const here = new Map(entriesOf('us-east-1'));
    for (const [name, { usd }] of entriesOf('eu-central-1'))
      expect(usd, name).toBeGreaterThanOrEqual(here.get(name)?.usd ?? 0);
  });
});

describe('costOf', () => {
  it('is that of the examples on the pricing page of Step Functions', () => {
    // 500,000 transitions: 12.50 USD.
    expect(costOf(500_000, pricesOf('us-east-1').stateTransitions)).toBeCloseTo(12.5, 10);
  });
});
