import type { BrokenRule, CheckRow, EdgeCase, EdgeCheckRow, EdgeValue } from '../edge-case.ts';

/** What generated rows look like, and which rules rows break. */
export interface RowChecks {
  readonly checkRow: CheckRow;
  /** Some generated rows: what stands around the cells that are set. */
  readonly samples: readonly EdgeCheckRow[];
}

/** Rules that rows break because of the cells that are set. */
export type Faults = (cells: Readonly<Record<string, EdgeValue>>) => readonly BrokenRule[];

/**
 * Tells which rules cells break, in the generated row that suits them best: that it fits somewhere is enough for a
 * row to be made of it. What a generated row breaks without them does not count.
 */
export function createFaults({ checkRow, samples }: RowChecks): Faults {
  const surroundings = (samples.length === 0 ? [{}] : samples).map((row) => ({
    row,
    already: new Set(checkRow(row).map(identity)),
  }));
  return (cells) => {
    let fewest: readonly BrokenRule[] | undefined;
    for (const { row, already } of surroundings) {
      const broken = checkRow({ ...row, ...cells }).filter((rule) => !already.has(identity(rule)));
      if (fewest === undefined || broken.length < fewest.length) fewest = broken;
      if (fewest.length === 0) break;
    }
    return fewest ?? [];
  };
}

const identity = ({ rule, column }: BrokenRule): string => `${column}\n${rule}`;

/** A case whose verdict has been checked, or why it cannot be used. */
export type Classified = { readonly case: EdgeCase } | { readonly dropped: string };

/**
 * Holds a case against all rules. A case that should be right and breaks one rule becomes a case of that rule; one that
 * should be wrong names the rule that it really breaks.
 */
export function classify(edgeCase: EdgeCase, faults: Faults): Classified {
  const broken = faults({ [edgeCase.column]: edgeCase.value });
  const [first, ...others] = broken;
  if (first === undefined) {
    return edgeCase.verdict === 'valid'
      ? { case: edgeCase }
      : { dropped: `breaks no rule, though ${edgeCase.rule} should forbid it` };
  }
  if (others.length > 0) {
    return { dropped: `breaks ${broken.map(({ rule }) => rule).join(' and ')} at once` };
  }
  return { case: { ...edgeCase, verdict: 'invalid', rule: first.rule } };
}
