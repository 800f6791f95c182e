import { expect, it } from 'vitest';
import { caseResults, findResult } from './results.mjs';
import { MEGABYTES, nanosecondsPer } from './units.mjs';

const place = { suite: 's', case: 'c', unit: nanosecondsPer('row') };
const own = { id: 'own', title: 'Own', isOwn: true, units: 1000, values: [1, 2, 3] };
const peer = { id: 'peer', title: 'Peer', isOwn: false, units: 10, values: [0.04, 0.08, 0.12] };

it('turns what the runs answered into figures per unit', () => {
  const [result] = caseResults(place, [own]);
  expect(result).toMatchObject({
    suite: 's',
    case: 'c',
    subject: 'own',
    unit: 'ns/row',
    unitsPerRun: 1000,
    median: 2e6,
    min: 1e6,
    spread: 1,
    runs: [1e6, 2e6, 3e6],
    ratios: {},
  });
  expect(result).not.toHaveProperty('digest');
});

it('gives each subject its ratio to each other, one the inverse of the other', () => {
  const [first, second] = caseResults(place, [own, peer]);
  expect(first.ratios).toEqual({ peer: 4 });
  expect(second.ratios).toEqual({ own: 0.25 });
});

it('leaves figures that are not per unit as they are', () => {
  const [result] = caseResults({ ...place, unit: MEGABYTES }, [{ ...own, values: [80, 90, 85] }]);
  expect(result).toMatchObject({ unit: 'MB', median: 85 });
});

it('keeps digest and size where there are any', () => {
  const [result] = caseResults(place, [{ ...own, digest: 'd', bytesPerUnit: 171 }]);
  expect(result).toMatchObject({ digest: 'd', bytesPerUnit: 171 });
});

it('finds a result by suite, case and subject', () => {
  const results = caseResults(place, [own, peer]);
  expect(findResult(results, { suite: 's', case: 'c', subject: 'peer' }).title).toBe('Peer');
  expect(findResult(results, { suite: 's', case: 'other', subject: 'peer' })).toBeUndefined();
});
