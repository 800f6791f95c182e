import { isObject } from '../../json.ts';
import { orExpression, payload } from '../fields/computed.ts';
import type { FieldCheck } from '../fields/field-check.ts';
import { reportField, within } from '../place.ts';

/**
 * `Arguments` of a call to Amazon S3 by a distributed map: an object with some of the names, or an expression for one,
 * which is seen when it is evaluated. AWS takes further names, among them `VersionId` and `KMSKeyId`.
 */
export function objectArguments(
  known: readonly string[],
  { required }: { readonly required: readonly string[] },
): FieldCheck {
  const values = payload();
  const other = orExpression((_, place) => {
    reportField(place, `must be an object with ${known.join(' and ')}, or an expression {% … %}`);
  });
  return (value, place) => {
    if (!isObject(value)) return other(value, place);
    for (const name of Object.keys(value).filter((key) => !known.includes(key))) {
      reportField(within(place, name), 'is not supported here - leave it out', 'UNSUPPORTED');
    }
    const missing = required.filter((name) => value[name] === undefined);
    if (missing.length > 0) reportField(place, `needs ${missing.join(' and ')}`);
    values(value, place);
  };
}
