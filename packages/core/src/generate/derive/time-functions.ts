import { DAY_MS } from '../../kernels/time.ts';
import { arithmetic, dividedBy, times } from '../constant-steps.ts';
import { allValid } from '../nullable.ts';
import { type DeriveFunction, numberAt, timeAt, unary, wholeAt } from './call.ts';
import { atScale, daysOf, millisecondsOf, nullableOf } from './term.ts';

function datePart(part: 'year' | 'month' | 'day' | 'hour' | 'weekday'): DeriveFunction {
  return {
    parameters: [1, 1],
    form: `${part}(date)`,
    compile(call) {
      const term = timeAt(call, 0);
      const value = millisecondsOf(call.program, term);
      const register = call.program.add('number', (out) => ({
        kernel: 'date-part',
        out,
        value,
        part,
      }));
      return { kind: 'number', scale: 0, register, unsure: true, ...nullableOf(term) };
    },
  };
}

/** Moves an instant by units of a fixed length; the result of `addDays` on a date is a date. */
function addUnits(name: string, unitMs: number): DeriveFunction {
  return {
    parameters: [2, 2],
    form: `${name}(date, count)`,
    compile(call) {
      const { program } = call;
      const term = timeAt(call, 0);
      const valid = allValid(program, [term, numberAt(call, 1)]);
      if (term.kind === 'date' && unitMs === DAY_MS) {
        return {
          kind: 'date',
          register: arithmetic(program, '+', term.register, wholeAt(call, 1)),
          unsure: true,
          ...valid,
        };
      }
      const milliseconds = unary(
        program,
        'round',
        times(program, atScale(program, numberAt(call, 1), undefined), unitMs),
      );
      const register = arithmetic(program, '+', millisecondsOf(program, term), milliseconds);
      return { kind: 'timestamp', register, unsure: true, ...valid };
    },
  };
}

/** Moves a date by whole months; a day that the month has not becomes its last day. */
function addMonths(name: string, months: number): DeriveFunction {
  return {
    parameters: [2, 2],
    form: `${name}(date, count)`,
    compile(call) {
      const { program } = call;
      const term = timeAt(call, 0);
      const count = times(program, wholeAt(call, 1), months);
      const value = millisecondsOf(program, term);
      const moved = program.add('number', (out) => ({
        kernel: 'add-months',
        out,
        value,
        months: count,
      }));
      const register = term.kind === 'date' ? dividedBy(program, moved, DAY_MS) : moved;
      return {
        kind: term.kind,
        register,
        unsure: true,
        ...allValid(program, [term, numberAt(call, 1)]),
      };
    },
  };
}

/** Whole units from the first instant to the second, negative when it is earlier. */
function unitsBetween(name: string, unitMs: number): DeriveFunction {
  return {
    parameters: [2, 2],
    form: `${name}(from, to)`,
    compile(call) {
      const { program } = call;
      const [from, to] = [timeAt(call, 0), timeAt(call, 1)];
      const distance = arithmetic(
        program,
        '-',
        millisecondsOf(program, to),
        millisecondsOf(program, from),
      );
      const register = unary(program, 'trunc', dividedBy(program, distance, unitMs));
      return { kind: 'number', scale: 0, register, unsure: true, ...allValid(program, [from, to]) };
    },
  };
}

/** Functions of dates and timestamps. */
export const TIME_FUNCTIONS: readonly (readonly [string, DeriveFunction])[] = [
  ['addDays', addUnits('addDays', DAY_MS)],
  ['addHours', addUnits('addHours', 3_600_000)],
  ['addMinutes', addUnits('addMinutes', 60_000)],
  ['addMonths', addMonths('addMonths', 1)],
  ['addYears', addMonths('addYears', 12)],
  ['day', datePart('day')],
  ['daysBetween', unitsBetween('daysBetween', DAY_MS)],
  ['hour', datePart('hour')],
  ['hoursBetween', unitsBetween('hoursBetween', 3_600_000)],
  ['month', datePart('month')],
  ['weekday', datePart('weekday')],
  ['year', datePart('year')],
  [
    'date',
    {
      parameters: [1, 1],
      form: 'date(timestamp)',
      compile(call) {
        const term = timeAt(call, 0);
        return { ...term, kind: 'date', register: daysOf(call.program, term) };
      },
    },
  ],
  [
    'timestamp',
    {
      parameters: [1, 1],
      form: 'timestamp(date)',
      compile(call) {
        const term = timeAt(call, 0);
        return { ...term, kind: 'timestamp', register: millisecondsOf(call.program, term) };
      },
    },
  ],
];
