import type { MaskContext, StrategyDefinition } from '../define.ts';
import { testContext } from './test-context.ts';

type Cells = readonly (string | null)[];
type CellsByColumn = Readonly<Record<string, Cells>>;

const isOfAll = (others: Cells | CellsByColumn): others is Cells => Array.isArray(others);

/** What a test gives beside the values. */
export interface MaskTextsOptions {
  readonly options?: object;
  /** Cells of every other column that the strategy reads, one per row; or of each by its name. */
  readonly others?: Cells | CellsByColumn;
  readonly context?: MaskContext;
}

/** Masks a column of texts in one batch. */
export function maskTexts(
  strategy: StrategyDefinition,
  values: readonly string[],
  { options = {}, others = [], context = testContext() }: MaskTextsOptions = {},
): readonly string[] {
  const other = (column: string): Cells => (isOfAll(others) ? others : (others[column] ?? []));
  const mask = strategy.create(options, context);
  return mask({ values, other, masked: () => [], firstRow: 0 }).map((cell) => cell ?? '');
}

/** So many different texts that follow a form: each `#` is a digit, each `?` a letter. */
export function manyTexts(form: string, count = 10_000): readonly string[] {
  const places = form.match(/[#?]/g)?.length ?? 0;
  return Array.from({ length: count }, (_, index) => {
    let left = (index * 7_919_333 + 104_729) % 26 ** Math.min(places, 10);
    const next = (base: number): number => {
      const one = left % base;
      left = Math.floor(left / base) + 31 * one + index;
      return one;
    };
    return form.replace(/[#?]/g, (sign) =>
      sign === '#' ? `${next(10)}` : String.fromCharCode(65 + next(26)),
    );
  });
}
