// Written by scripts/write-catalogs.mjs from the files beside it: run `npm run catalogs`.
import type { ExpectationDefinition } from './define.ts';
import { rowCountIsBetween } from './expectations/row-count-is-between.ts';
import { valuesAreNotNull } from './expectations/values-are-not-null.ts';
import { valuesAreUnique } from './expectations/values-are-unique.ts';
import { valuesReference } from './expectations/values-reference.ts';

/** Every definition of validate/expectations, by its own name. */
export const EXPECTATIONS: Readonly<Record<string, ExpectationDefinition>> = {
  [rowCountIsBetween.name]: rowCountIsBetween,
  [valuesAreNotNull.name]: valuesAreNotNull,
  [valuesAreUnique.name]: valuesAreUnique,
  [valuesReference.name]: valuesReference,
};
