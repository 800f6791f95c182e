// Written by scripts/write-catalogs.mjs from the files beside it: run `npm run catalogs`.
import type { ExpectationDefinition } from './define.ts';
import { childrenPerParent } from './expectations/children-per-parent.ts';
import { correlationIsNear } from './expectations/correlation-is-near.ts';
import { distinctCountIsBetween } from './expectations/distinct-count-is-between.ts';
import { distributionMatches } from './expectations/distribution-matches.ts';
import { freshnessIsWithin } from './expectations/freshness-is-within.ts';
import { nullShareIsBetween } from './expectations/null-share-is-between.ts';
import { rowCountIsBetween } from './expectations/row-count-is-between.ts';
import { sumMatches } from './expectations/sum-matches.ts';
import { valuesAreNotNull } from './expectations/values-are-not-null.ts';
import { valuesAreUnique } from './expectations/values-are-unique.ts';
import { valuesReference } from './expectations/values-reference.ts';

/** Every definition of validate/expectations, by its own name. */
export const EXPECTATIONS: Readonly<Record<string, ExpectationDefinition>> = {
  [childrenPerParent.name]: childrenPerParent,
  [correlationIsNear.name]: correlationIsNear,
  [distinctCountIsBetween.name]: distinctCountIsBetween,
  [distributionMatches.name]: distributionMatches,
  [freshnessIsWithin.name]: freshnessIsWithin,
  [nullShareIsBetween.name]: nullShareIsBetween,
  [rowCountIsBetween.name]: rowCountIsBetween,
  [sumMatches.name]: sumMatches,
  [valuesAreNotNull.name]: valuesAreNotNull,
  [valuesAreUnique.name]: valuesAreUnique,
  [valuesReference.name]: valuesReference,
};
