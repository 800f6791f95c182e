import { describe, expect, it } from 'vitest';
import { locateText } from '../detect/locate-text.ts';
import { createFoundData } from './found-data.ts';

/** What is found in a column whose cells stay as they are. */
function kept(cells: readonly string[]): Readonly<Record<string, number>> {
  const found = createFoundData(locateText);
  for (const cell of cells) found.add(cell, cell);
  return found.counts();
}

/** Numbers without an order that are the same in every run (Lehmer 1951). */
function numbers(seed: number): (digits: number) => string {
  let state = seed;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return `${Math.floor((state / 2_147_483_647) * 10)}`;
  };
  return (digits) => Array.from({ length: digits }, next).join('');
}

const column = (make: (draw: (digits: number) => string, row: number) => string) => {
  const draw = numbers(77);
  return Array.from({ length: 600 }, (_, row) => make(draw, row));
};

describe('numbers of nobody', () => {
  it.each<[string, (draw: (digits: number) => string, row: number) => string]>([
    ['orders of 16 digits', (draw) => `4${draw(15)}`],
    ['orders in a row', (_, row) => `40000000${`${row * 7919}`.padStart(8, '0')}`],
    ['identifiers of 19 digits', (draw) => `4${draw(18)}`],
    ['numbers filled up with zeros', (draw) => `000${draw(9)}`],
    ['articles', (draw) => `00${draw(12)}`],
    ['versions', (draw) => `${draw(1)}.${draw(2)}.${draw(2)}.${draw(4)}`],
    ['shares', (draw) => `0.${draw(16)}`],
    ['amounts', (draw) => `${draw(3)} ${draw(3)} ${draw(3)}`],
    ['differences', (draw) => `+4${draw(4)}.${draw(2)}`],
    ['places', (draw) => `${draw(2)}.${draw(4)} ${draw(2)}.${draw(4)}`],
    ['parts', (draw) => `${draw(3)}-${draw(3)}-${draw(3)}`],
    ['orders in groups', (draw) => `${draw(3)}-${draw(3)}-${draw(4)}`],
    ['orders of two parts', (draw) => `0${draw(3)}-${draw(6)}`],
    ['days with hours', (draw, row) => `1${draw(1)}.11.2029 1${draw(1)}:${10 + (row % 50)}`],
    ['instants', (draw) => `20240105T1${draw(5)}.${draw(6)}`],
    ['milliseconds', (draw) => `17${draw(11)}`],
    ['digests', (draw) => BigInt(draw(60)).toString(16)],
  ])('%s are taken for nobody’s', (_, make) => {
    const cells = column(make);
    const found = kept(cells);
    for (const kind of ['card', 'phone', 'us-ssn', 'email', 'iban'])
      expect({ [kind]: (found[kind] ?? 0) <= cells.length / 100 }).toEqual({ [kind]: true });
  });
});

describe('numbers of somebody', () => {
  it.each<[string, string, (draw: (digits: number) => string, row: number) => string]>([
    ['phone', 'of the United States', (_, row) => `212-736-${1000 + row}`],
    ['phone', 'with a plus', (_, row) => `+4917112${10_000 + row}`],
    ['phone', 'of Germany', (_, row) => `0171 2${100_000 + row}`],
    ['phone', 'of France', (_, row) => `06 12 34 ${10 + (row % 90)} ${10 + (row % 80)}`],
    ['card', 'of a bank', (_, row) => withLuhn(`4539148803${`${row}`.padStart(5, '0')}`)],
    ['us-ssn', 'of the United States', (_, row) => `219-09-${1000 + row}`],
  ])('%s %s are found', (kind, _, make) => {
    const cells = column(make);
    expect(kept(cells)[kind] ?? 0).toBeGreaterThan(cells.length * 0.9);
  });

  it('are found where there is a single one, and beside other texts', () => {
    expect(kept(['4539148803436467'])).toEqual({ card: 1 });
    expect(kept(['paid with 4539148803436467', 'x', '17'])).toEqual({ card: 1 });
  });
});

describe('masks', () => {
  const found = (before: string, after: string) => {
    const data = createFoundData(locateText);
    data.add(before, after);
    return data.counts();
  };

  it('that are invented names are nobody’s, those that stood there are', () => {
    expect(found('Patient John Smith called', 'Patient Mary Johnson called')).toEqual({});
    expect(found('Patient John Smith called', 'Patient John Smith called')).toEqual({
      'full-name': 1,
    });
    expect(found('Patient John Smith called', 'Patient Mary Smith called')).toEqual({
      'full-name': 1,
    });
  });
});

function withLuhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
