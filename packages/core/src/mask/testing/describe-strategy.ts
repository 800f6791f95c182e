import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '../catalog.generated.ts';
import type { StrategyDefinition, StrategyProperties } from '../define.ts';
import { MaskError } from '../mask-error.ts';
import { propertiesOf } from '../nested-rules.ts';
import { normaliseIdentity } from '../normalise.ts';
import { itMasksColumnsAlike } from './masks-columns-alike.ts';
import { testContext, testKey } from './test-context.ts';

type Cell = string | null;

/** One set of options to hold the laws against. */
export interface StrategyCase {
  readonly options?: Readonly<Record<string, unknown>>;
  /** Values as the column would hold them; texts of every kind unless given. */
  readonly values?: fc.Arbitrary<string>;
  /** What every mask of a non-empty value looks like. */
  readonly accepts: (mask: string, value: string) => void;
}

/** Columns to read beside the masked one are filled with this many different owners. */
const OWNERS = 5;

/** Holds a strategy against the laws of masking, once for each named set of options. */
export function describeStrategy(
  strategy: StrategyDefinition,
  cases: Readonly<Record<string, StrategyCase>>,
): void {
  for (const [title, { options = {}, values = anyText(), accepts }] of Object.entries(cases)) {
    describe(`${strategy.name}, ${title}`, () => {
      const column = fc.array(fc.option(values, { freq: 4 }), { maxLength: 40 });
      const { deterministic, referential } = allProperties(strategy, options);
      itKeepsToTheShape(strategy, options, column, accepts);
      if (deterministic) itIsAFunctionOfTheCell(strategy, options, column);
      else if (referential) itMasksAlikeWithinARun(strategy, options, column);
      itEarnsItsProperties(strategy, options, column, values);
      itMasksColumnsAlike({
        strategy,
        options,
        column,
        context: testContext,
        othersOf: (cells) => cells.map((_, row) => ownerOf(row)),
      });
    });
  }
}

function itEarnsItsProperties(
  strategy: StrategyDefinition,
  options: unknown,
  column: fc.Arbitrary<Cell[]>,
  values: fc.Arbitrary<string>,
): void {
  const { nullSafe, reveals, keyed, injective, ...more } = allProperties(strategy, options);
  if (nullSafe) itKeepsNulls(strategy, options, column);
  if (reveals === 'equality' && more.permutes !== true)
    itNeverReturnsTheValue(strategy, options, column);
  if (reveals === 'nothing' && more.deterministic) itDependsOnLengthAlone(strategy, options);
  if (keyed) itDependsOnTheKey(strategy, options, values);
  if (injective) itKeepsValuesApart(strategy, options, values);
  if (more.reversible === 'by key') itCanBeReversed(strategy, options, column);
  if (more.minimumDomain !== undefined) itRefusesSmallDomains(strategy, options, values);
}

/** What holds for the strategy with those that stand inside it. */
function allProperties(strategy: StrategyDefinition, options: unknown): StrategyProperties {
  const parsed = strategy.options.parse(options);
  return propertiesOf({ strategy, options: parsed }, STRATEGIES);
}

function itKeepsToTheShape(
  strategy: StrategyDefinition,
  options: unknown,
  column: fc.Arbitrary<Cell[]>,
  accepts: StrategyCase['accepts'],
): void {
  it('gives one cell for each, of the promised shape', () => {
    fc.assert(
      fc.property(column, (cells) => {
        const masks = maskCells(strategy, options, cells);
        expect(masks).toHaveLength(cells.length);
        for (const [row, mask] of masks.entries()) {
          const value = cells[row];
          if (mask !== null && value && value.trim() !== '') accepts(mask, value);
        }
      }),
    );
  });
}

function itIsAFunctionOfTheCell(
  strategy: StrategyDefinition,
  options: unknown,
  column: fc.Arbitrary<Cell[]>,
): void {
  it('masks a cell alike in any batch, order, column and run', () => {
    fc.assert(
      fc.property(column, fc.nat(40), (cells, cut) => {
        const whole = maskCells(strategy, options, cells);
        const halves = [...maskCells(strategy, options, cells.slice(0, cut))];
        halves.push(...maskCells(strategy, options, cells.slice(cut), cut));
        expect(halves).toEqual(whole);
        const backwards = maskCells(strategy, options, cells.toReversed(), 0, (row) =>
          ownerOf(cells.length - 1 - row),
        );
        expect(backwards.toReversed()).toEqual(whole);
        const elsewhere = testContext({ table: 'others', column: 'other' });
        expect(maskCells(strategy, options, cells, 0, ownerOf, elsewhere)).toEqual(whole);
      }),
    );
  });
}

function itKeepsNulls(
  strategy: StrategyDefinition,
  options: unknown,
  column: fc.Arbitrary<Cell[]>,
): void {
  it('keeps null null', () => {
    fc.assert(
      fc.property(column, (cells) => {
        const masks = maskCells(strategy, options, cells);
        expect(masks.filter((_, row) => cells[row] === null)).toEqual(
          cells.filter((cell) => cell === null),
        );
      }),
    );
  });
}

function itNeverReturnsTheValue(
  strategy: StrategyDefinition,
  options: unknown,
  column: fc.Arbitrary<Cell[]>,
): void {
  it('never returns the value, nor the mask when that is masked in turn', () => {
    fc.assert(
      fc.property(column, (cells) => {
        const masks = maskCells(strategy, options, cells);
        const twice = maskCells(strategy, options, masks);
        for (const [row, value] of cells.entries()) {
          if (value) expect(masks[row] || null).not.toBe(value);
          if (masks[row]) expect(twice[row]).not.toBe(masks[row]);
        }
      }),
    );
  });
}

function itDependsOnLengthAlone(strategy: StrategyDefinition, options: unknown): void {
  it('gives values of one length one and the same mask', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.infiniteStream(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
        (length, units) => {
          const text = (): string => Array.from({ length }, () => units.next().value).join('');
          const [first, second] = maskCells(strategy, options, [text(), text()]);
          expect(first).toBe(second);
        },
      ),
    );
  });
}

function itDependsOnTheKey(
  strategy: StrategyDefinition,
  options: unknown,
  values: fc.Arbitrary<string>,
): void {
  it('gives other masks under another key', () => {
    const cells = distinctValues(values);
    const one = maskCells(strategy, options, cells);
    const other = maskCells(strategy, options, cells, 0, ownerOf, testContext({ key: testKey(2) }));
    const equal = one.filter((mask, row) => mask === other[row]);
    expect(cells.length).toBeGreaterThan(3);
    expect(equal.length).toBeLessThan(cells.length / 4);
  });
}

/** Values with something in them, always the same ones. */
function distinctValues(values: fc.Arbitrary<string>): readonly string[] {
  const worthMasking = values.filter((value) => /[\p{L}\p{N}]/u.test(value));
  return [...new Set(fc.sample(worthMasking, { numRuns: 60, seed: 6 }))];
}

function itMasksAlikeWithinARun(
  strategy: StrategyDefinition,
  options: unknown,
  column: fc.Arbitrary<Cell[]>,
): void {
  it('masks equal values alike in all columns of a run', () => {
    fc.assert(
      fc.property(column, (cells) => {
        const run = testContext();
        const one = maskCells(strategy, options, cells, 0, ownerOf, run);
        const other = { ...run, table: 'others', column: 'other' };
        const backwards = maskCells(strategy, options, cells.toReversed(), 0, ownerOf, other);
        expect(backwards.toReversed()).toEqual(one);
      }),
    );
  });
}

function itRefusesSmallDomains(
  strategy: StrategyDefinition,
  options: unknown,
  values: fc.Arbitrary<string>,
): void {
  it('refuses values of which there are too few', () => {
    for (const value of distinctValues(values)) {
      const sign = /[\p{L}\p{N}]/u.exec(value)?.[0] ?? '';
      expect(() => maskCells(strategy, options, [sign])).toThrow(MaskError);
    }
  });
}

function itCanBeReversed(
  strategy: StrategyDefinition,
  options: unknown,
  column: fc.Arbitrary<Cell[]>,
): void {
  it('gives the values back to who has the key', () => {
    fc.assert(
      fc.property(column, (cells) => {
        const masks = maskCells(strategy, options, cells);
        const owners = masks.map((_, row) => ownerOf(row));
        const other = (): readonly Cell[] => owners;
        const reverse = strategy.reverse?.(options, testContext());
        expect(reverse?.({ values: masks, other, masked: other, firstRow: 0 })).toEqual(cells);
      }),
    );
  });
}

function itKeepsValuesApart(
  strategy: StrategyDefinition,
  options: unknown,
  values: fc.Arbitrary<string>,
): void {
  it('gives different values different masks', () => {
    const distinct = fc.uniqueArray(values, { selector: normaliseIdentity, maxLength: 40 });
    fc.assert(
      fc.property(distinct, (cells) => {
        expect(new Set(maskCells(strategy, options, cells)).size).toBe(cells.length);
      }),
    );
  });
}

function ownerOf(row: number): string {
  return `owner ${row % OWNERS}`;
}

/** Masks cells that stand from row `firstRow` on; columns that the strategy reads hold the rows' owners. */
function maskCells(
  strategy: StrategyDefinition,
  options: unknown,
  values: readonly Cell[],
  firstRow = 0,
  owner = ownerOf,
  context = testContext(),
): Cell[] {
  const others = values.map((_, index) => owner(firstRow + index));
  const other = (): readonly Cell[] => others;
  return strategy.create(options, context)({ values, other, masked: other, firstRow });
}

/** Texts of every script with blanks, but without characters that no UTF-8 file can hold. */
function anyText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '',
      ' ',
      'Ada',
      'Noether',
      'Ada Noether',
      'alan gauss',
      '*****',
      'ann@example.com',
    ),
  );
}
