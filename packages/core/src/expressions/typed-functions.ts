import { compilePattern } from './pattern.ts';
import type { CellKind, Operation, TypedExpression } from './typed-expression.ts';
import {
  alike,
  BOOLEAN,
  DATE,
  FLOAT,
  isNumber,
  isTime,
  operate,
  TEXT,
  TIMESTAMP,
  timeLiteral,
  toDate,
  toTimestamp,
  WHOLE,
} from './typed-parts.ts';

/** A function of conditions. */
export interface TypedFunction {
  /** Fewest and most parameters. */
  readonly parameters: readonly [number, number];
  /** As documented, e.g. `isIn(value, option, ...)`. */
  readonly form: string;
  /** Undefined when the parameters have types that it does not take. */
  type(parts: readonly TypedExpression[]): TypedExpression | undefined;
}

/** A function of texts alone. */
function ofTexts(
  form: string,
  operation: Operation,
  result: TypedExpression['type'],
): TypedFunction {
  const count = form.split(',').length;
  return {
    parameters: [count, count],
    form,
    type: (parts) =>
      parts.every((part) => hasKind(part, 'text')) ? operate(operation, parts, result) : undefined,
  };
}

const hasKind = ({ type }: TypedExpression, kind: CellKind): boolean => type.kind === kind;

/** A part of a date or timestamp. */
function ofTime(form: string, operation: Operation): TypedFunction {
  return {
    parameters: [1, 1],
    form,
    type([part]) {
      const day = part === undefined ? undefined : asDay(part);
      return day === undefined ? undefined : operate(operation, [day], WHOLE);
    },
  };
}

function asTime(part: TypedExpression): TypedExpression | undefined {
  return isTime(part) ? part : timeLiteral(part);
}

function asDay(part: TypedExpression): TypedExpression | undefined {
  const time = asTime(part);
  return time === undefined ? undefined : toDate(time);
}

/** One of the parts, all of one type. */
function choiceOf(
  operation: 'coalesce' | 'choose',
  test: readonly TypedExpression[],
  options: readonly TypedExpression[],
): TypedExpression | undefined {
  const same = alike(options);
  const type = same?.[0]?.type;
  if (same === undefined || type === undefined) return undefined;
  return operate(operation, [...test, ...same], type);
}

const choose: TypedFunction = {
  parameters: [3, 3],
  form: 'if(condition, then, otherwise)',
  type([test, ...options]) {
    if (test === undefined || !hasKind(test, 'boolean')) return undefined;
    return choiceOf('choose', [test], options);
  },
};

const isIn: TypedFunction = {
  parameters: [2, 1000],
  form: 'isIn(value, option, ...)',
  type(parts) {
    const same = alike(parts);
    return same === undefined ? undefined : operate('isIn', same, BOOLEAN);
  },
};

const isBetween: TypedFunction = {
  parameters: [3, 3],
  form: 'isBetween(value, least, greatest)',
  type(parts) {
    const [value, least, greatest] = alike(parts) ?? [];
    if (value === undefined || least === undefined || greatest === undefined) return undefined;
    return operate(
      'and',
      [
        operate('lessOrEqual', [least, value], BOOLEAN),
        operate('lessOrEqual', [value, greatest], BOOLEAN),
      ],
      BOOLEAN,
    );
  },
};

const matches: TypedFunction = {
  parameters: [2, 2],
  form: "matches(text, 'pattern')",
  type([text, pattern]) {
    if (text === undefined || !hasKind(text, 'text')) return undefined;
    if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return undefined;
    compilePattern(pattern.value);
    return operate('matches', [text, pattern], BOOLEAN);
  },
};

const addDays: TypedFunction = {
  parameters: [2, 2],
  form: 'addDays(date, days)',
  type([time, days]) {
    const day = time === undefined ? undefined : asDay(time);
    const isWhole = days?.type.kind === 'exact' && days.type.scale === 0;
    if (day === undefined || days === undefined || !isWhole) return undefined;
    return operate('addDays', [day, days], DATE);
  },
};

const daysBetween: TypedFunction = {
  parameters: [2, 2],
  form: 'daysBetween(from, to)',
  type(parts) {
    const days = parts.map(asDay).filter((day) => day !== undefined);
    return days.length < 2 ? undefined : operate('daysBetween', days, WHOLE);
  },
};

const absolute: TypedFunction = {
  parameters: [1, 1],
  form: 'abs(number)',
  type: ([part]) =>
    part !== undefined && isNumber(part) ? operate('absolute', [part], part.type) : undefined,
};

const date: TypedFunction = {
  parameters: [1, 1],
  form: 'date(text or timestamp)',
  type([part]) {
    if (part === undefined) return undefined;
    const day = asDay(part);
    if (day !== undefined) return day;
    return hasKind(part, 'text') ? operate('textToDate', [part], DATE) : undefined;
  },
};

const timestamp: TypedFunction = {
  parameters: [1, 1],
  form: 'timestamp(text or date)',
  type([part]) {
    if (part === undefined) return undefined;
    const time = asTime(part);
    if (time !== undefined) return toTimestamp(time);
    return hasKind(part, 'text') ? operate('textToTimestamp', [part], TIMESTAMP) : undefined;
  },
};

/** Functions by name. */
export const FUNCTIONS: ReadonlyMap<string, TypedFunction> = new Map<string, TypedFunction>([
  ['abs', absolute],
  ['addDays', addDays],
  [
    'coalesce',
    {
      parameters: [1, 20],
      form: 'coalesce(a, b, ...)',
      type: (parts) => choiceOf('coalesce', [], parts),
    },
  ],
  ['contains', ofTexts('contains(text, part)', 'contains', BOOLEAN)],
  ['date', date],
  ['day', ofTime('day(date)', 'day')],
  ['daysBetween', daysBetween],
  ['endsWith', ofTexts('endsWith(text, part)', 'endsWith', BOOLEAN)],
  ['if', choose],
  ['isBetween', isBetween],
  ['isIn', isIn],
  [
    'isNull',
    {
      parameters: [1, 1],
      form: 'isNull(value)',
      type: (parts) => operate('isNull', parts, BOOLEAN),
    },
  ],
  ['length', ofTexts('length(text)', 'length', WHOLE)],
  ['lower', ofTexts('lower(text)', 'lower', TEXT)],
  ['matches', matches],
  ['month', ofTime('month(date)', 'month')],
  ['number', ofTexts('number(text)', 'textToNumber', FLOAT)],
  ['startsWith', ofTexts('startsWith(text, part)', 'startsWith', BOOLEAN)],
  ['timestamp', timestamp],
  ['upper', ofTexts('upper(text)', 'upper', TEXT)],
  ['year', ofTime('year(date)', 'year')],
]);
