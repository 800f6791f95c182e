import type { ReadEdgeCases } from './schema-edge-cases.ts';
import { EDGE_CASE_KINDS, type EdgeCaseLabels, type EdgeCaseSettings } from './types-edge-cases.ts';

const DEFAULT_STRENGTH = 2;
export const DEFAULT_LABELS = 'edge_cases';

type Written = boolean | ReadEdgeCases | undefined;

/** Edge cases of a table: its own settings win over the request's. Undefined: it has none. */
export function edgeCasesOf(table: Written, request: Written): EdgeCaseSettings | undefined {
  const said = table ?? request;
  if (said === undefined || said === false) return undefined;
  const { share, strength, kinds, invalid }: ReadEdgeCases = {
    ...(typeof request === 'object' ? present(request) : {}),
    ...(typeof said === 'object' ? present(said) : {}),
  };
  return {
    share: share ?? 0,
    strength: strength ?? DEFAULT_STRENGTH,
    kinds: EDGE_CASE_KINDS.filter((kind) => kinds === undefined || kinds.includes(kind)),
    invalid: invalid ?? true,
  };
}

/** The table of labels; undefined when no table has edge cases. */
export function labelsOf(
  request: Written,
  tables: readonly { readonly edgeCases?: EdgeCaseSettings }[],
): EdgeCaseLabels | undefined {
  if (tables.every(({ edgeCases }) => edgeCases === undefined)) return undefined;
  const labels = typeof request === 'object' ? request.labels : undefined;
  return { labels: labels ?? DEFAULT_LABELS };
}

/** A key that is there without a value must not hide the request's. */
function present(settings: ReadEdgeCases): ReadEdgeCases {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
