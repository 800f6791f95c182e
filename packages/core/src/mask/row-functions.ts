import { civilFromDays, daysFromCivil } from '../kernels/time.ts';
import {
  type DateCell,
  readDateCell,
  restWithSecond,
  writeDay,
  yearsBetween,
} from './date-cell.ts';
import {
  type Decimal,
  decimalOf,
  floorToStep,
  negateDecimal,
  toNumber,
  withScale,
} from './decimal.ts';
import { compareValues, holds, numberOf, type RowValue, textOf } from './row-value.ts';

/** What an expression knows beside the row. */
export interface RowWorld {
  /** Days since 1970 of what "now" is. */
  readonly today: number;
}

/** A function of an expression. Values are never null, unless it says that it takes nulls. */
export interface RowFunction {
  /** Fewest and most values that it takes. */
  readonly parameters: readonly [number, number];
  /** How it is written, for messages. */
  readonly form: string;
  readonly takesNulls?: boolean;
  call(values: readonly RowValue[], world: RowWorld): RowValue;
}

const SECONDS_OF_DAY = 86_400;
const MOST_PLACES = 15;
const ONE = decimalOf(1);

const wholeOf = (value: RowValue | undefined): number | undefined => {
  const number = numberOf(value ?? null);
  return number === undefined ? undefined : toNumber(withScale(number, 0));
};

const dateOf = (value: RowValue | undefined): DateCell | undefined =>
  typeof value === 'string' ? readDateCell(value) : undefined;

function ofNumber(name: string, change: (number: Decimal) => Decimal): RowFunction {
  return {
    parameters: [1, 1],
    form: `${name}(number)`,
    call([value = null]) {
      const number = numberOf(value);
      return number === undefined ? null : change(number);
    },
  };
}

function ofText(name: string, change: (text: string) => RowValue): RowFunction {
  return {
    parameters: [1, 1],
    form: `${name}(text)`,
    call([value = null]) {
      const text = textOf(value);
      return text === null ? null : change(text);
    },
  };
}

function ofDate(name: string, change: (date: DateCell) => RowValue): RowFunction {
  return {
    parameters: [1, 1],
    form: `${name}(date)`,
    call([value]) {
      const date = dateOf(value);
      return date === undefined ? null : change(date);
    },
  };
}

/** A date moved by a count of units. */
function moved(name: string, move: (date: DateCell, count: number) => string): RowFunction {
  return {
    parameters: [2, 2],
    form: `${name}(date, count)`,
    call([value, count]) {
      const [date, whole] = [dateOf(value), wholeOf(count)];
      return date === undefined || whole === undefined ? null : move(date, whole);
    },
  };
}

function between(name: string, unitSeconds: number): RowFunction {
  return {
    parameters: [2, 2],
    form: `${name}(from, to)`,
    call([one, other]) {
      const [from, to] = [dateOf(one), dateOf(other)];
      if (from === undefined || to === undefined) return null;
      return decimalOf(Math.trunc((secondsOf(to) - secondsOf(from)) / unitSeconds));
    },
  };
}

const secondsOf = ({ day, second = 0 }: DateCell): number => day * SECONDS_OF_DAY + second;

function addMonths({ day, rest }: DateCell, months: number): string {
  const { year, month, day: dayOfMonth } = civilFromDays(day);
  const first = daysFromCivil(year, month + months, 1);
  const length = daysFromCivil(year, month + months + 1, 1) - first;
  return writeDay(first + Math.min(dayOfMonth, length) - 1, rest);
}

function addSeconds(date: DateCell, seconds: number): string {
  const total = secondsOf(date) + seconds;
  const day = Math.floor(total / SECONDS_OF_DAY);
  const rest = date.second === undefined ? ' 00:00:00' : date.rest;
  return writeDay(day, restWithSecond(rest, total - day * SECONDS_OF_DAY));
}

/** The least or greatest of values that have an order. */
function extreme(name: 'min' | 'max', sign: 1 | -1): RowFunction {
  return {
    parameters: [1, 20],
    form: `${name}(a, b, ...)`,
    call: (values) =>
      values.reduce((best, value) => (sign * (compareValues(value, best) ?? 0) < 0 ? value : best)),
  };
}

const round: RowFunction = {
  parameters: [1, 2],
  form: 'round(number, digits)',
  call([value = null, places]) {
    const number = numberOf(value);
    const count = places === undefined ? 0 : wholeOf(places);
    if (number === undefined || count === undefined || count < 0 || count > MOST_PLACES)
      return null;
    return withScale(number, count);
  },
};

const substring: RowFunction = {
  parameters: [2, 3],
  form: 'substring(text, start, count)',
  call([value = null, start, count]) {
    const from = wholeOf(start);
    const length = count === undefined ? Number.POSITIVE_INFINITY : wholeOf(count);
    if (from === undefined || length === undefined) return null;
    const begin = from - 1;
    return Array.from(textOf(value) ?? '')
      .slice(Math.max(0, begin), Math.max(0, begin + length))
      .join('');
  },
};

const age: RowFunction = {
  parameters: [1, 2],
  form: 'age(birth, at)',
  call([birth, at], { today }) {
    const from = dateOf(birth);
    const to = at === undefined ? today : dateOf(at)?.day;
    return from === undefined || to === undefined ? null : decimalOf(yearsBetween(from.day, to));
  },
};

/** Every function that an expression over cells may call: those of `derive`, and age and today. */
export const ROW_FUNCTIONS: ReadonlyMap<string, RowFunction> = new Map<string, RowFunction>([
  ['abs', ofNumber('abs', (n) => (n.digits < 0n ? negateDecimal(n) : n))],
  ['addDays', moved('addDays', ({ day, rest }, count) => writeDay(day + count, rest))],
  ['addHours', moved('addHours', (date, count) => addSeconds(date, 3600 * count))],
  ['addMinutes', moved('addMinutes', (date, count) => addSeconds(date, 60 * count))],
  ['addMonths', moved('addMonths', addMonths)],
  ['addYears', moved('addYears', (date, count) => addMonths(date, 12 * count))],
  ['age', age],
  ['ceil', ofNumber('ceil', (n) => negateDecimal(floorToStep(negateDecimal(n), ONE)))],
  [
    'coalesce',
    {
      parameters: [1, 20],
      form: 'coalesce(a, b, ...)',
      takesNulls: true,
      call: (values) => values.find((value) => value !== null) ?? null,
    },
  ],
  [
    'concat',
    {
      parameters: [1, 20],
      form: 'concat(a, b, ...)',
      call: (values) => values.map(textOf).join(''),
    },
  ],
  ['date', ofDate('date', ({ day }) => writeDay(day, ''))],
  ['day', ofDate('day', ({ day }) => decimalOf(civilFromDays(day).day))],
  ['daysBetween', between('daysBetween', SECONDS_OF_DAY)],
  ['floor', ofNumber('floor', (n) => floorToStep(n, ONE))],
  ['hour', ofDate('hour', ({ second = 0 }) => decimalOf(Math.floor(second / 3600)))],
  ['hoursBetween', between('hoursBetween', 3600)],
  [
    'if',
    {
      parameters: [3, 3],
      form: 'if(condition, then, else)',
      takesNulls: true,
      call: ([test = null, yes = null, no = null]) => (holds(test) ? yes : no),
    },
  ],
  ['length', ofText('length', (text) => decimalOf(Array.from(text).length))],
  ['lower', ofText('lower', (text) => text.toLowerCase())],
  ['max', extreme('max', -1)],
  ['min', extreme('min', 1)],
  ['month', ofDate('month', ({ day }) => decimalOf(civilFromDays(day).month))],
  ['round', round],
  ['substring', substring],
  ['text', ofText('text', (text) => text)],
  [
    'timestamp',
    ofDate('timestamp', ({ day, second, rest }) =>
      writeDay(day, second === undefined ? ' 00:00:00' : rest),
    ),
  ],
  ['today', { parameters: [0, 0], form: 'today()', call: (_, { today }) => writeDay(today, '') }],
  ['upper', ofText('upper', (text) => text.toUpperCase())],
  // From 0, a Sunday, to 6; 1970-01-01 was a Thursday.
  ['weekday', ofDate('weekday', ({ day }) => decimalOf((((day + 4) % 7) + 7) % 7))],
  ['year', ofDate('year', ({ day }) => decimalOf(civilFromDays(day).year))],
]);
