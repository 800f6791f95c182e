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
        return joined(
          await searchKeySets([own], (sources = []) =>
            repeated(sources, MOST_CANDIDATES).groups?.flat(),
          ),
        );
      }
      const parent = findKeySet(keys, query.parentTable, query.parentColumns);
      if (
        parent === undefined ||
        own.form.exact === undefined ||
        own.form.exact !== parent.form.exact
      )
        return undefined;
      return joined(
        await searchKeySets(
          [own, parent],
          (children = [], parents = []) => missing(children, parents, MOST_CANDIDATES).listed,
        ),
      );
    },
  };
}

/** Rows that were found window by window; undefined where they are too many. */
function joined(found: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  const rows: number[] = [];
  for (const some of found) {
    if (some === undefined || rows.length + some.length > MOST_CANDIDATES) return undefined;
    rows.push(...some);
  }
  return rows.sort((a, b) => a - b);
}
