import type { PlanWithEdgeCases } from '@rowmill/core/engine';
import { planGenerated } from '../stages/plan-generated.ts';
import { UsageError } from '../usage-error.ts';
import { assertKnown, loadForCommand, type RequestOptions, withPlaces } from './load.ts';
import type { Session } from './session.ts';

/**
 * Plans all tables of a request: cases follow from them alone.
 *
 * @param tables those that are asked for; all that have edge cases when empty
 * @throws UsageError when the request has no edge cases, or a table has none.
 */
export async function loadEdgeCases(
  tables: readonly string[],
  options: RequestOptions,
  session: Session,
): Promise<{ readonly planned: PlanWithEdgeCases; readonly only: ReadonlySet<string> }> {
  const { loaded, resolved } = await loadForCommand(options, session);
  const { directory } = loaded;
  const planned = await withPlaces(loaded, () => planGenerated(resolved, { directory }));
  const names = [...planned.edgeCases.keys()];
  if (names.length === 0)
    throw new UsageError('the request has no edge cases - ask for them: edgeCases: true');
  for (const name of tables) assertKnown('table with edge cases', name, names);
  return { planned, only: new Set(tables.length === 0 ? names : tables) };
}
