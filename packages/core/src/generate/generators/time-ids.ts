import { z } from 'zod';
import { concat, digits } from '../../program/text-steps.ts';
import { defineGenerator } from '../define.ts';
import { ID_TIME_OPTIONS, idTime } from '../id-time.ts';

/**
 * Identifier in the form of RFC 9562 version 7: it begins with a time, so that it sorts by it.
 *
 * Shape: `xxxxxxxx-xxxx-7xxx-yxxx-xxxxxxxxxxxx`, lower case; the first 48 bits are milliseconds since 1970.
 * Unique: by construction for the first 2^48 rows.
 * Source: RFC 9562 section 5.7.
 */
export const uuidv7 = defineGenerator({
  name: 'uuidv7',
  summary: 'UUID in version 7 form that sorts by time and never repeats.',
  options: z.strictObject(ID_TIME_OPTIONS),
  unique: 'always',
  compile(cells, options) {
    const { program, rows } = cells;
    const milliseconds = idTime(cells, 'uuidv7', options);
    const keys = [cells.key('random'), cells.key('row')] as const;
    return {
      type: { kind: 'uuid' },
      register: program.add('uuid', (out) => ({
        kernel: 'uuid-v7',
        out,
        rows,
        milliseconds,
        keys,
      })),
    };
  },
});

/** Crockford's base 32: no I, L, O and U. */
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 6;
const ROW_DIGITS = 10;

/**
 * ULID: a time and 80 bits, in 26 characters that sort by the time.
 *
 * Shape: 26 characters of Crockford's base 32, upper case; the first ten are milliseconds since 1970.
 * Unique: by construction for the first 2^50 rows, whose numbers the last ten characters hide.
 * Source: github.com/ulid/spec.
 */
export const ulid = defineGenerator({
  name: 'ulid',
  summary: 'ULID that sorts by time and never repeats.',
  options: z.strictObject(ID_TIME_OPTIONS),
  unique: 'always',
  compile(cells, options) {
    const { program, rows } = cells;
    const time = idTime(cells, 'ulid', options);
    const random = cells.free().chooseNumber('random', 32 ** RANDOM_DIGITS);
    const key = cells.key('row');
    const row = program.add('number', (out) => ({
      kernel: 'permute',
      out,
      rows,
      key,
      domain: 32 ** ROW_DIGITS,
    }));
    const register = concat(
      program,
      digits(program, time, TIME_DIGITS, BASE32),
      digits(program, random, RANDOM_DIGITS, BASE32),
      digits(program, row, ROW_DIGITS, BASE32),
    );
    return { type: { kind: 'string' }, register, distinct: true };
  },
});
