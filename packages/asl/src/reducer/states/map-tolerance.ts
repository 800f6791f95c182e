import type { MapState } from '../../document/states.ts';
import { evaluateInteger, evaluateNumber } from '../../query/evaluate-typed.ts';
import type { QueryScope } from '../../query/scope.ts';
import type { MapRunRequest } from '../map-run-request.ts';

/** How many failures a map survives. An inline map survives none, but its fields have to be right all the same. */
export async function checkTolerance(
  { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage }: MapState,
  scope: QueryScope,
): Promise<Pick<MapRunRequest, 'toleratedFailureCount' | 'toleratedFailurePercentage'>> {
  return {
    ...(count !== undefined && {
      toleratedFailureCount: await evaluateInteger(count, {
        field: 'ToleratedFailureCount',
        scope,
        min: 0,
      }),
    }),
    ...(percentage !== undefined && {
      toleratedFailurePercentage: await evaluateNumber(percentage, {
        field: 'ToleratedFailurePercentage',
        scope,
        min: 0,
        max: 100,
      }),
    }),
  };
}
