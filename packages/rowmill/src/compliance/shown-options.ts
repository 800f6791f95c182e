import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/audit-record.ts';

/** An option as a report has it: as it is, or by its digest alone. */
export type ShownOption = string | number | boolean | readonly string[] | { readonly mask: string };

/** A name: of a column, of a unit, of a locale. */
const NAME = /^[A-Za-z][\w.-]{0,62}$/;
/** Options in which people write values of their data, which a report never holds. */
const VALUES =
  /value|map|list|from|to$|word|text|template|pattern|when|else|then|key|secret|store|salt|entries|label/i;

/**
 * Options of a rule without any value that somebody may have written into them: numbers, switches and names are shown,
 * rules inside others by their names, everything else by a digest that tells whether it is what was approved.
 */
export function shownOptions(
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, ShownOption>> {
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, shown(name, value)]),
  );
}

/** Options that are no data though their names are such: whether the map of random masks is kept. */
const CHOICES: Readonly<Record<string, readonly unknown[]>> = { map: ['burn', 'keep'] };

function shown(name: string, value: unknown): ShownOption {
  if (isRule(value)) return { mask: value.mask };
  if (typeof value === 'string' && CHOICES[name]?.includes(value)) return value;
  if (VALUES.test(name)) return digest(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return NAME.test(value) ? value : digest(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' && NAME.test(one)))
    return value;
  return digest(value);
}

const digest = (value: unknown): string =>
  `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;

function isRule(value: unknown): value is { readonly mask: string } {
  const hasMask = typeof value === 'object' && value !== null && 'mask' in value;
  return hasMask && typeof value.mask === 'string' && NAME.test(value.mask);
}
