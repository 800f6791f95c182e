import type { QueryLanguage } from './states.ts';

/**
 * The query language of a state: its own, else that of the document, else JSONPath. A map or parallel state hands
 * nothing down to the states inside it.
 */
export function languageOf(
  state: { readonly QueryLanguage?: QueryLanguage },
  documentLanguage: QueryLanguage | undefined,
): QueryLanguage {
  return state.QueryLanguage ?? documentLanguage ?? 'JSONPath';
}
