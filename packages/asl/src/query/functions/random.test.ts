import { describe, expect, it } from 'vitest';
import { answer, causeOf } from '../testing/answer.ts';

describe('$random', () => {
  it('is between 0 and 1', async () => {
    const values = (await answer('$map([1..1000], function() { $random() })')) as number[];
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(new Set(values).size).toBe(1000);
  });

  // The generator of Java: `new Random(42).nextDouble()`, and two more seeds.
  it('has the number of Java for a seed', async () => {
    expect(await answer('$random(42)')).toBe(0.7275636800328681);
    expect(await answer('$random(0)')).toBe(0.730967787376657);
    expect(await answer('$random(42.9)')).toBe(0.7275636800328681);
    expect(await answer('$random(-1) != $random(1)')).toBe(true);
  });

  it.each([
    ['$random("42")', 1],
    ['$random(1, 2)', 2],
  ])('refuses %s', async (text, argument) => {
    expect(await causeOf(text)).toBe(
      `threw an error during evaluation. T0410: Argument ${argument} of function "random" does not match function signature`,
    );
  });
});
