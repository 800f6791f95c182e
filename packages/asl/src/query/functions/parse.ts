import { isObject } from '../../json.ts';
import { doesNotMatchSignature, refuseSurplus, unusableValue } from './argument-errors.ts';

/**
 * `$parse(text)`: the value of a JSON text. Nothing without a text.
 *
 * @throws T0410 for what is no string, D3137 for what is no JSON text
 */
export function parse(text: unknown, surplus?: unknown): unknown {
  refuseSurplus(surplus, 2);
  if (text === undefined) {
    return undefined;
  }
  if (typeof text !== 'string') {
    throw doesNotMatchSignature(1);
  }
  const value = parseText(text);
  if (!holdsFiniteNumbers(value)) {
    throw unusableValue(INVALID);
  }
  return value;
}

const INVALID = 'Invalid JSON';

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw { ...unusableValue(INVALID), cause };
  }
}

/** JSON.parse takes `1e999` for infinity. */
function holdsFiniteNumbers(value: unknown): boolean {
  if (typeof value === 'number') {
    return Number.isFinite(value);
  }
  const members = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return members.every(holdsFiniteNumbers);
}
