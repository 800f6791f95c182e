import { createKeySearch, type KeySearch, type ResolvedExpectation } from '@rowmill/core/engine';
import { findKeySet, type StoredKeys } from './dataset-keys.ts';
import { searchKeySets } from './key-sources.ts';

/** Checks of keys. */
export interface KeyChecks {
  /**
   * The rows among which all failing ones are, in row order: none when the keys prove that no row fails. Undefined when
   * the keys do not tell, or tell of too many rows.
   */
  candidates(expectation: ResolvedExpectation): Promise<readonly number[] | undefined>;
}

/** Most rows that are worth to be looked at one by one; beyond, the whole table is checked at once. */
const MOST_CANDIDATES = 10_000;

/** Opens the checks of the keys of a dataset. */
export function openKeyChecks(keys: StoredKeys): KeyChecks {
  let search: KeySearch | undefined;
  return {
    async candidates({ table, query }) {
      if (query.failing !== 'rows-repeated' && query.failing !== 'rows-without-parent')
        return undefined;
      const own = findKeySet(keys, table, query.columns);
      if (own === undefined) return undefined;
      search ??= createKeySearch();
      const { repeated, missing } = search;
      if (query.failing === 'rows-repeated') {
        return searchKeySets(
          [own],
          ([sources = []], limit) => repeated(sources, limit).groups?.flat(),
          { limit: MOST_CANDIDATES },
        );
      }
      const parent = findKeySet(keys, query.parentTable, query.parentColumns);
      if (
        parent === undefined ||
        own.form.exact === undefined ||
        own.form.exact !== parent.form.exact
      )
        return undefined;
      return searchKeySets(
        [own, parent],
        ([children = [], parents = []], limit) => missing(children, parents, limit).listed,
        { limit: MOST_CANDIDATES },
      );
    },
  };
}
