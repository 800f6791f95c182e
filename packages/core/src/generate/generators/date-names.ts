import { z } from 'zod';
import { gather } from '../../program/text-steps.ts';
import { type CellBuilder, type CompiledColumn, defineGenerator } from '../define.ts';

const OPTIONS = z.strictObject({
  abbreviated: z.boolean().default(false).describe('The short form, e.g. "Mon".'),
});

/** A name from a calendar list of the locale; English where the locale has none. */
function nameFrom(cells: CellBuilder, list: string, abbreviated: boolean): CompiledColumn {
  const path = `date.${list}.${abbreviated ? 'abbr' : 'wide'}`;
  const names = (cells.locale.has(path) ? cells.locale : cells.locale.english).list(path);
  const code = cells.choose('name', names.length);
  return { type: { kind: 'string' }, register: gather(cells.program, code, names) };
}

/**
 * Name of a day of the week, in the language of the locale.
 *
 * Unique: every name once.
 */
export const dateWeekday = defineGenerator({
  name: 'date.weekday',
  summary: 'Name of a day of the week.',
  options: OPTIONS,
  unique: 'choices',
  compile: (cells, { abbreviated }) => nameFrom(cells, 'weekday', abbreviated),
});

/**
 * Name of a month, in the language of the locale.
 *
 * Unique: every name once.
 */
export const dateMonth = defineGenerator({
  name: 'date.month',
  summary: 'Name of a month.',
  options: OPTIONS,
  unique: 'choices',
  compile: (cells, { abbreviated }) => nameFrom(cells, 'month', abbreviated),
});
