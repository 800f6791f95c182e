import { expect, it } from 'vitest';
import {
  atMost,
  judgeMarks,
  perSecondAtLeast,
  secondsAtMost,
  smallerBy,
  timesAtLeast,
  timesAtMost,
} from './marks.mjs';

const place = { case: 'c', subject: 'own' };
const results = [
  { suite: 's', case: 'c', subject: 'own', median: 50, ratios: { faker: 80, c: 0.5 } },
];
const judge = (mark, isQuick = false) => judgeMarks('s', [mark], results, isQuick)[0];

it.each([
  [timesAtLeast(place, 'faker', 80), 80, true],
  [timesAtLeast(place, 'faker', 81), 80, false],
  [timesAtMost(place, 'c', 2), 2, true],
  [timesAtMost(place, 'c', 1.9), 2, false],
  [smallerBy(place, 'faker', 0.98), 98.75, true],
  [smallerBy(place, 'faker', 0.99), 98.75, false],
  [perSecondAtLeast(place, 20e6), 20, true],
  [perSecondAtLeast(place, 21e6), 20, false],
  [atMost(place, 50), 50, true],
  [atMost(place, 49), 50, false],
  [secondsAtMost(place, 10e6, 0.5), 0.5, true],
  [secondsAtMost(place, 10e6, 0.4), 0.5, false],
])('judges %o', (mark, value, isMet) => {
  expect(judge(mark)).toMatchObject({ value, isMet });
});

it('does not judge the quick form', () => {
  expect(judge(atMost(place, 1), true)).toMatchObject({ value: 50, isMet: undefined });
});

it('does not judge what was skipped', () => {
  expect(judge(timesAtLeast(place, 'duckdb', 5))).toMatchObject({
    value: undefined,
    isMet: undefined,
  });
  expect(judge(timesAtMost(place, 'duckdb', 5))).toMatchObject({
    value: undefined,
    isMet: undefined,
  });
  expect(judge(smallerBy(place, 'duckdb', 0.5))).toMatchObject({ value: undefined });
  const other = atMost({ ...place, subject: 'other' }, 1);
  expect(judge(other)).toMatchObject({ value: undefined, isMet: undefined });
});
