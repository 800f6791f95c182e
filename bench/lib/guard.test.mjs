import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betterOf, compareRatios, fallenSuites, TOLERANCE, verdict } from './guard.mjs';

/** Made-up results of one case: an own subject with its ratios, and the peers that the ratios name. */
function resultsOf(ratios, { suite = 's', times = 1 } = {}) {
  const place = { suite, case: 'c', unit: 'ns/row' };
  return [
    { ...place, subject: 'own', isOwn: true, median: times, ratios },
    ...Object.keys(ratios).map((subject) => ({
      ...place,
      subject,
      isOwn: false,
      median: times * ratios[subject],
      ratios: { own: 1 / ratios[subject] },
    })),
  ];
}

const compare = (stored, current) => compareRatios(stored, current, ['s']);
const ratio = fc.double({ min: 0.01, max: 1000, noNaN: true });

describe('the guard', () => {
  it('finds nothing in equal ratios, whatever the times', () => {
    fc.assert(
      fc.property(ratio, ratio, fc.double({ min: 0.1, max: 50, noNaN: true }), (a, b, times) => {
        const comparisons = compare(resultsOf({ a, b }), resultsOf({ a, b }, { times }));
        expect(verdict(comparisons).isOk).toBe(true);
        expect(comparisons).toHaveLength(2);
      }),
    );
  });

  it('names a ratio exactly when it fell by more than the tolerance', () => {
    fc.assert(
      fc.property(ratio, fc.double({ min: 0.1, max: 3, noNaN: true }), (before, factor) => {
        fc.pre(Math.abs(factor - (1 - TOLERANCE)) > 1e-9);
        const [one] = compare(resultsOf({ a: before }), resultsOf({ a: before * factor }));
        expect(one.state).toBe(factor < 1 - TOLERANCE ? 'fallen' : 'kept');
      }),
    );
  });

  it('says what fell and by how much', () => {
    const { isOk, lines } = verdict(
      compare(resultsOf({ a: 100, b: 5 }), resultsOf({ a: 50, b: 5 })),
    );
    expect(isOk).toBe(false);
    expect(lines).toContain('s/c: own against a: 50.00 times, was 100.00 (50 % less)');
    expect(lines.at(-1)).toBe('1 ratios kept, 1 fallen by more than 25 %, 0 missing');
  });

  it('does not take a skipped peer for a fall', () => {
    const { isOk, lines } = verdict(compare(resultsOf({ a: 100, b: 5 }), resultsOf({ b: 5 })));
    expect(isOk).toBe(true);
    expect(lines[0]).toBe('s/c: own not compared with a: it was skipped');
  });

  it('fails when the own subject gave no result, and when nothing at all was compared', () => {
    const { isOk, lines } = verdict(compare(resultsOf({ a: 100 }), []));
    expect(isOk).toBe(false);
    expect(lines[0]).toBe('s/c: own gave no result');
    expect(verdict([]).isOk).toBe(false);
  });

  it('leaves out suites that did not run', () => {
    const stored = [...resultsOf({ a: 100 }), ...resultsOf({ a: 100 }, { suite: 'other' })];
    expect(compare(stored, resultsOf({ a: 100 }))).toHaveLength(1);
  });

  it('compares own subjects with peers only: a faster engine is no fall of the slower one', () => {
    const stored = resultsOf({ a: 100 });
    const second = { ...stored[0], subject: 'own-ts', ratios: { own: 0.5, a: 50 } };
    stored[0].ratios['own-ts'] = 2;
    const comparisons = compare([...stored, second], [...stored, second]);
    expect(comparisons.map(({ subject, peer }) => [subject, peer])).toEqual([
      ['own', 'a'],
      ['own-ts', 'a'],
    ]);
  });
});

describe('controls', () => {
  it('are left alone: the disk is never the same twice', () => {
    const stored = resultsOf({ a: 100, disk: 0.5 });
    stored[2].isControl = true;
    const comparisons = compare(stored, resultsOf({ a: 100, disk: 0.1 }));
    expect(comparisons.map(({ peer }) => peer)).toEqual(['a']);
  });
});

describe('the second run', () => {
  const first = compare(resultsOf({ a: 100, b: 5 }), resultsOf({ a: 50, b: 5 }));

  it('is needed for the suites in which something fell', () => {
    expect(fallenSuites(first)).toEqual(['s']);
    expect(fallenSuites(compare(resultsOf({ a: 1 }), resultsOf({ a: 1 })))).toEqual([]);
  });

  it('clears what fell only once, and what fell in it alone does not count', () => {
    const second = compare(resultsOf({ a: 100, b: 5 }), resultsOf({ a: 99, b: 1 }));
    expect(verdict(betterOf(first, second)).isOk).toBe(true);
  });

  it('keeps what fell twice, with the better figure', () => {
    const second = compare(resultsOf({ a: 100, b: 5 }), resultsOf({ a: 60, b: 5 }));
    const { isOk, lines } = verdict(betterOf(first, second));
    expect(isOk).toBe(false);
    expect(lines[0]).toContain('60.00 times, was 100.00');
  });
});
