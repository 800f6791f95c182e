// Written by scripts/write-catalogs.mjs from the files beside it: run `npm run catalogs`.
import type { ExpectationDefinition } from './define.ts';
import { childrenPerParent } from './expectations/children-per-parent.ts';
import { columnIsMonotonic } from './expectations/column-is-monotonic.ts';
import { correlationIsNear } from './expectations/correlation-is-near.ts';
import { distinctCountIsBetween } from './expectations/distinct-count-is-between.ts';
import { distributionMatches } from './expectations/distribution-matches.ts';
import { freshnessIsWithin } from './expectations/freshness-is-within.ts';
import { lengthIsBetween } from './expectations/length-is-between.ts';
import { nullShareIsBetween } from './expectations/null-share-is-between.ts';
import { pairIsOrdered } from './expectations/pair-is-ordered.ts';
import { rowCountIsBetween } from './expectations/row-count-is-between.ts';
import { rowSatisfies } from './expectations/row-satisfies.ts';
import { satisfiesSql } from './expectations/satisfies-sql.ts';
import { sumMatches } from './expectations/sum-matches.ts';
import { valuesAreBetween } from './expectations/values-are-between.ts';
import { valuesAreInSet } from './expectations/values-are-in-set.ts';
import { valuesAreNotNull } from './expectations/values-are-not-null.ts';
import { valuesAreUnique } from './expectations/values-are-unique.ts';
import { valuesMatchPattern } from './expectations/values-match-pattern.ts';
import { valuesReference } from './expectations/values-reference.ts';

/** Every definition of validate/expectations, by its own name. */
export const EXPECTATIONS: Readonly<Record<string, ExpectationDefinition>> = {
  [childrenPerParent.name]: childrenPerParent,
  [columnIsMonotonic.name]: columnIsMonotonic,
  [correlationIsNear.name]: correlationIsNear,
  [distinctCountIsBetween.name]: distinctCountIsBetween,
  [distributionMatches.name]: distributionMatches,
  [freshnessIsWithin.name]: freshnessIsWithin,
  [lengthIsBetween.name]: lengthIsBetween,
  [nullShareIsBetween.name]: nullShareIsBetween,
  [pairIsOrdered.name]: pairIsOrdered,
  [rowCountIsBetween.name]: rowCountIsBetween,
  [rowSatisfies.name]: rowSatisfies,
  [satisfiesSql.name]: satisfiesSql,
  [sumMatches.name]: sumMatches,
  [valuesAreBetween.name]: valuesAreBetween,
  [valuesAreInSet.name]: valuesAreInSet,
  [valuesAreNotNull.name]: valuesAreNotNull,
  [valuesAreUnique.name]: valuesAreUnique,
  [valuesMatchPattern.name]: valuesMatchPattern,
  [valuesReference.name]: valuesReference,
};
