import { isObject } from '../../json.ts';
import { expressionText } from '../../query/expression-text.ts';
import { reportField, within } from '../place.ts';
import type { FieldCheck } from './field-check.ts';

/** Numbers from `min` to `max`, both included. */
export interface Range {
  readonly min: number;
  readonly max?: number;
}

/** Takes whatever stands there. */
export const anything: FieldCheck = () => undefined;

/** Text that may say anything, and is never evaluated. */
export const comment: FieldCheck = (value, place) => {
  if (typeof value !== 'string') reportField(place, 'must be text');
};

export const text: FieldCheck = (value, place) => {
  if (typeof value !== 'string') reportField(place, 'must be text');
  else if (expressionText(value) !== undefined) reportField(place, NO_EXPRESSION);
  else if (value === '') reportField(place, 'must not be empty');
};

export const flag: FieldCheck = (value, place) => {
  if (typeof value !== 'boolean') reportField(place, 'must be true or false');
};

export function oneOf(...choices: readonly string[]): FieldCheck {
  return (value, place) => {
    if (typeof value !== 'string' || !choices.includes(value)) {
      reportField(place, `must be ${choices.map((choice) => `"${choice}"`).join(' or ')}`);
    }
  };
}

export function number(range: Range): FieldCheck {
  return (value, place) => {
    if (typeof value === 'string' && expressionText(value) !== undefined) {
      reportField(place, NO_EXPRESSION);
    } else if (!isInRange(value, range)) reportField(place, `must be a number ${rangeText(range)}`);
  };
}

export function wholeNumber(range: Range): FieldCheck {
  return (value, place) => {
    if (typeof value === 'string' && expressionText(value) !== undefined) {
      reportField(place, NO_EXPRESSION);
    } else if (!Number.isInteger(value) || !isInRange(value, range)) {
      reportField(place, `must be a whole number ${rangeText(range)}`);
    }
  };
}

export function listOf(check: FieldCheck, { isEmptyAllowed = false } = {}): FieldCheck {
  return (value, place) => {
    if (!Array.isArray(value)) return reportField(place, 'must be a list');
    if (value.length === 0 && !isEmptyAllowed) reportField(place, 'must not be an empty list');
    for (const [index, element] of value.entries()) check(element, within(place, index));
  };
}

export const object: FieldCheck = (value, place) => {
  if (!isObject(value)) reportField(place, 'must be an object');
};

function isInRange(value: unknown, { min, max = Number.MAX_VALUE }: Range): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

export function rangeText({ min, max }: Range): string {
  return max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
}

const NO_EXPRESSION =
  'is fixed when the document is loaded: an expression {% … %} cannot stand here';
