import type { Request } from '@rowmill/core/engine';
import type { LinePlace, RequestPlaces } from '../request/request-places.ts';
import type { CheckResult } from '../validation/check-result.ts';

/**
 * Says of each check which line of the request asks for it: its expectation, else the schema, column or table that it
 * follows from.
 *
 * Checks of one expectation, table and columns come in the order of the request, behind those that tables imply.
 */
export function placeChecks(
  checks: readonly CheckResult[],
  { validation }: Pick<Request, 'validation'>,
  places: RequestPlaces,
): CheckResult[] {
  const asked = new Map<string, LinePlace[]>();
  for (const [index, { expect, table, columns }] of validation.expectations.entries()) {
    const place = places.expectations[index];
    const identity = JSON.stringify([expect, table, columns]);
    if (place !== undefined) asked.set(identity, [...(asked.get(identity) ?? []), place]);
  }
  // From the last one on: what is left at the front is implied.
  return checks
    .toReversed()
    .map((check) => {
      const { name, table, columns } = check;
      const place =
        asked.get(JSON.stringify([name, table, columns]))?.pop() ?? impliedPlace(check, places);
      const line = place && { line: place.line, column: place.column };
      return { ...check, place: { file: places.file, ...line } };
    })
    .toReversed();
}

function impliedPlace(
  { name, table, columns: [first = ''] }: CheckResult,
  { tables, schemas }: RequestPlaces,
): LinePlace | undefined {
  const own = <Place>(places: Readonly<Record<string, Place>>, key: string): Place | undefined =>
    Object.hasOwn(places, key) ? places[key] : undefined;
  if (name === 'rowsMatchJsonSchema') return own(schemas, table) ?? own(tables, table);
  const whole = own(tables, table);
  return whole && (own(whole.columns, first) ?? whole);
}
