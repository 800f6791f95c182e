import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureAnonymity } from './anonymity.ts';
import { createClassCounter } from './equivalence-classes.ts';

type Row = readonly (string | null)[];

function measure(rows: readonly Row[], quasi: readonly number[], sensitive: readonly number[]) {
  const counter = createClassCounter();
  const column = (at: number): (string | null)[] => rows.map((row) => row[at] ?? null);
  counter.add(quasi.map(column), sensitive.map(column), rows.length);
  return measureAnonymity(counter.classes() ?? [], 3);
}

const PATIENTS: readonly Row[] = [
  ['476**', '2*', 'ulcer', '3'],
  ['476**', '2*', 'gastritis', '4'],
  ['476**', '2*', 'cancer', '5'],
  ['4790*', '40+', 'gastritis', '6'],
  ['4790*', '40+', 'flu', '11'],
  ['4790*', '40+', 'bronchitis', '8'],
  ['476**', '3*', 'bronchitis', '7'],
  ['476**', '3*', 'pneumonia', '9'],
  ['476**', '3*', 'cancer', '10'],
];

describe('measureAnonymity', () => {
  it('gives what the paper on t-closeness gives for its table of patients', () => {
    const { k, classes, sensitive } = measure(PATIENTS, [0, 1], [3]);
    expect({ k, classes }).toEqual({ k: 3, classes: 3 });
    // Li, Li and Venkatasubramanian 2007, section 4: {3k,4k,5k} is 0.375 from {3k..11k}.
    expect(sensitive[0]?.t).toBeCloseTo(0.375, 12);
    expect(sensitive[0]?.distinctL).toBe(3);
    expect(sensitive[0]?.entropyL).toBe(3);
  });

  it('takes half of the sum of differences for what is no number', () => {
    const rows: Row[] = [
      ['a', 'x'],
      ['a', 'x'],
      ['b', 'x'],
      ['b', 'y'],
    ];
    const { sensitive } = measure(rows, [0], [1]);
    expect(sensitive[0]).toEqual({ distinctL: 1, entropyL: 1, t: 0.25 });
  });

  it('is not better for more quasi-identifiers, and counts every row of a small class', () => {
    const row = fc.tuple(
      fc.constantFrom('a', 'b', null),
      fc.constantFrom('x', 'y'),
      fc.constantFrom('1', '2'),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const [few, many] = [measure(rows, [0], [2]), measure(rows, [0, 1], [2])];
        expect(many.k).toBeLessThanOrEqual(few.k);
        expect(many.rowsBelow).toBeGreaterThanOrEqual(few.rowsBelow);
        expect(many.shareBelow).toBeCloseTo(many.rowsBelow / rows.length, 12);
        expect(many.sensitive[0]?.distinctL).toBeLessThanOrEqual(few.sensitive[0]?.distinctL ?? 0);
      }),
    );
  });

  it('says nothing of a table whose classes are too many to count', () => {
    const counter = createClassCounter(10);
    counter.add([Array.from({ length: 100 }, (_, i) => `${i}`)], [], 100);
    expect(counter.classes()).toBeUndefined();
  });

  it('keeps null apart from the empty text', () => {
    expect(measure([[null], ['']], [0], []).k).toBe(1);
  });
});
