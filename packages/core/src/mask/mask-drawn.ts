import type { ColumnMask, MaskColumn, MaskContext } from './define.ts';
import { drawDifferent } from './draw-different.ts';
import { drawRows, identitiesOf } from './draw-identities.ts';
import { normaliseIdentity } from './normalise.ts';
import type { Draw } from './prf-words.ts';
import type { TextPrf } from './text-prf.ts';

/** A cell that is being masked. */
export interface DrawnCell {
  readonly value: string;
  /** Row within the batch. */
  readonly row: number;
  /** The first draw of whom or what it stands for; others follow where a mask equals the value. */
  readonly base: Draw;
}

/** How values of a column become draws. */
export interface DrawRule {
  /** Use of the key that they are drawn for. */
  readonly use: string;
  /** Column that says who it is; the value itself where absent, null or blank. */
  readonly by?: string | undefined;
  /** The form that all spellings of a value share; it is empty where there is nothing to mask. */
  readonly identify?: (value: string) => string;
  /** The form in which masks and values are compared; that of `identify` unless given. */
  readonly compare?: (text: string) => string;
  /** Whether a mask may be the value itself, by chance. No unless given. */
  readonly mayRepeat?: boolean;
}

/** Writes the mask of one cell: a pure function of the draw and the value. */
export type DrawMask = (draw: Draw, cell: DrawnCell) => string;

/**
 * Masks each value of a column by 16 keyed bytes of its identity, drawn for a whole batch at once. `start` gives what
 * writes the masks of a batch.
 *
 * Null stays null, and where the identity of a value is empty the mask is the empty string. A mask that is the value
 * itself in any spelling, or too long for the column, is drawn again for that cell alone: MaskError when none fits.
 */
export function maskDrawn(context: MaskContext, rule: DrawRule & DrawStart): ColumnMask {
  const open = openDraws(context, rule);
  return (column) => {
    const drawCell = open(column);
    return column.values.map((value, row) => {
      if (value === null) return null;
      return drawCell(row)?.mask ?? '';
    });
  };
}

export interface DrawStart {
  readonly start: (column: MaskColumn) => DrawMask;
}

/** A mask, and the number of the draw that it was made of. */
export interface DrawnMask {
  readonly mask: string;
  readonly attempt: number;
}

/**
 * Draws masks of a batch by row, undefined for nulls and for values that stand for nobody. `from` is the first draw that
 * is tried.
 */
export type DrawCell = (row: number, from?: number) => DrawnMask | undefined;

/** Prepares to draw the masks of batches, one after another. */
export function openDraws(
  context: MaskContext,
  rule: DrawRule & DrawStart,
): (column: MaskColumn) => DrawCell {
  const { use, by, identify = normaliseIdentity, compare = identify, mayRepeat = false } = rule;
  const prf = context.key.prf(use);
  const again = createAgain(context, use);
  return (column) => {
    const write = rule.start(column);
    const identities = identitiesOf(column, by, identify);
    const drawOf = drawRows(prf, identities);
    return (row, from = 0) => {
      const [value, base] = [column.values[row] ?? '', drawOf(row)];
      if (base === undefined) return undefined;
      const cell: DrawnCell = { value, row, base };
      let attempt = from;
      const draw = (tried: number): string => {
        attempt = from + tried;
        const owner = identities.distinct[base.index] ?? '';
        return write(attempt === 0 ? base : again(owner, attempt), cell);
      };
      const mask = mayRepeat ? draw(0) : drawDifferent(value, context, draw, compare);
      return { mask, attempt };
    };
  };
}

/** The same, where masks follow from draw and value alone. */
export function maskEachDrawn(context: MaskContext, rule: DrawRule & DrawWrite): ColumnMask {
  return maskDrawn(context, withStart(rule));
}

export interface DrawWrite {
  readonly write: (draw: Draw, value: string) => string;
}

export function withStart({ write, ...rule }: DrawRule & DrawWrite): DrawRule & DrawStart {
  return {
    ...rule,
    start:
      () =>
      (draw, { value }) =>
        write(draw, value),
  };
}

/** Further draws of an identity, under a use of their own: so the first one needs no number in front. */
function createAgain(
  context: MaskContext,
  use: string,
): (identity: string, attempt: number) => Draw {
  let prf: TextPrf | undefined;
  return (identity, attempt) => {
    prf ??= context.key.prf(`${use}/again`);
    return { bytes: prf([`${attempt}:${identity}`]), index: 0 };
  };
}
