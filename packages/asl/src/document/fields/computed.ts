import { isObject, type Json } from '../../json.ts';
import { expressionText } from '../../query/expression-text.ts';
import { checkExpression, type StatesMember } from '../expressions/check-expression.ts';
import { type Place, reportField, within } from '../place.ts';
import type { FieldCheck } from './field-check.ts';
import { number, type Range, rangeText, wholeNumber } from './plain.ts';
import { checkVariableNames } from './variable-names.ts';

/** Any JSON whose texts may be expressions; in a state of JSONPath it stands for itself. */
export function payload(...visible: readonly StatesMember[]): FieldCheck {
  return (value, place) => {
    if (place.setting.language === 'JSONata') checkPayload(value, place, visible);
  };
}

/** Variables by name, their values as in {@link payload}. */
export function assignment(...visible: readonly StatesMember[]): FieldCheck {
  return (value, place) => {
    if (!isObject(value)) return reportField(place, 'must be an object: variables by name');
    checkVariableNames(Object.keys(value), place);
    checkPayload(value, place, visible);
  };
}

/** A literal that passes the check, or an expression for one, which is seen when it is evaluated. */
export function orExpression(literal: FieldCheck): FieldCheck {
  return (value, place) => {
    const { language } = place.setting;
    const expression = typeof value === 'string' ? expressionText(value) : undefined;
    if (expression === undefined || language === 'JSONPath') literal(value, place);
    else checkExpression(expression, place, []);
  };
}

export const computedText: FieldCheck = orExpression((value, place) => {
  if (typeof value !== 'string') reportField(place, 'must be text, or an expression {% … %}');
  else if (place.setting.language === 'JSONata') checkDelimiters(value, place);
});

export function computedWholeNumber(range: Range): FieldCheck {
  return orExpression((value, place) => {
    if (typeof value !== 'string') return wholeNumber(range)(value, place);
    reportField(place, `must be a whole number ${rangeText(range)}, or an expression {% … %}`);
  });
}

export function computedNumber(range: Range): FieldCheck {
  return orExpression((value, place) => {
    if (typeof value !== 'string') return number(range)(value, place);
    reportField(place, `must be a number ${rangeText(range)}, or an expression {% … %}`);
  });
}

function checkPayload(value: Json, place: Place, visible: readonly StatesMember[]): void {
  if (typeof value === 'string') {
    const expression = expressionText(value);
    if (expression !== undefined) checkExpression(expression, place, visible);
    else checkDelimiters(value, place);
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      checkPayload(element, within(place, index), visible);
    }
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      checkPayload(member, within(place, key), visible);
    }
  }
}

/** Source: AWS Step Functions developer guide, "Writing JSONata expressions in JSON strings". */
function checkDelimiters(text: string, place: Place): void {
  const isOpen = text.startsWith('{%');
  if (isOpen === text.endsWith('%}') && text !== '{%}') return;
  const problem = isOpen
    ? 'begins with {% and does not end with %}'
    : 'ends with %} and does not begin with {%';
  const hint = 'an expression has both, and nothing before or behind them';
  reportField(place, `${problem} - ${hint}`, 'INVALID_JSONATA_EXPRESSION');
}
