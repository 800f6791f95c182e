import type { MaskFamily } from '@rowmill/core/engine';

/** Whether a way to find somebody again is left open. */
export type Risk = 'yes' | 'maybe' | 'no';

/** What is left of the three risks of a technique. */
export interface ResidualRisk {
  /** Row of the opinion's table that it is, or why there is none. */
  readonly technique: string;
  readonly singlingOut: Risk;
  readonly linkability: Risk;
  readonly inference: Risk;
}

const risk = (
  technique: string,
  singlingOut: Risk,
  linkability: Risk,
  inference: Risk,
): ResidualRisk => ({ technique, singlingOut, linkability, inference });

/**
 * What each family of strategies leaves open.
 *
 * Source: Article 29 Working Party, opinion 05/2014 on anonymisation techniques (WP216), the table at the end of chapter
 * 3. It has no row for values that are kept or taken away; those follow from what is left of them.
 */
export const RESIDUAL_RISK: Readonly<Record<MaskFamily, ResidualRisk>> = {
  kept: risk('none: the value stays', 'yes', 'yes', 'yes'),
  removed: risk('none: nothing of the value is left', 'no', 'no', 'no'),
  random: risk('substitution', 'yes', 'yes', 'maybe'),
  generalised: risk('aggregation or k-anonymity', 'no', 'yes', 'yes'),
  keyed: risk('pseudonymisation', 'yes', 'yes', 'yes'),
  unkeyed: risk('hashing or tokenisation', 'yes', 'yes', 'maybe'),
  partial: risk('none: a part of the value stays', 'yes', 'yes', 'yes'),
  rearranged: risk('substitution', 'yes', 'yes', 'maybe'),
  perturbed: risk('noise addition', 'yes', 'maybe', 'maybe'),
  composed: risk('none: as its parts, of which the worst counts', 'yes', 'yes', 'yes'),
};
