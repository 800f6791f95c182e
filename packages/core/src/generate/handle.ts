import type { Register, TextPart } from '../program/steps.ts';
import { concat, digits, gather } from '../program/text-steps.ts';
import type { CellBuilder } from './define.ts';
import { paddedNumbers } from './digit-text.ts';
import { drawPerson, personNames } from './person.ts';

const SEPARATORS = ['.', '_', ''];
/** Half of the handles end in two digits. */
const ENDINGS = [...paddedNumbers(2), ...Array.from({ length: 100 }, () => '')];

const FORMS = ENDINGS.flatMap((ending) => SEPARATORS.map((separator) => ({ ending, separator })));
const FORM_SEPARATORS = FORMS.map(({ separator }) => separator);
const FORM_ENDINGS = FORMS.map(({ ending }) => ending);
/** More tails than these get a draw of their own. */
const FEW_TAILS = 10;

/**
 * A name that the row's person goes by on the internet, `anna.lee42`, followed by one of `tails`. E-mail
 * addresses and user names of one row share it. With `cells.unique` the row number ends it, always: what
 * stands before never ends in a digit, so two rows never share one.
 */
export function handleText(
  cells: CellBuilder,
  entity: string,
  tails: readonly string[],
): Register<'text'> {
  const { program } = cells;
  const { first, last } = drawPerson(cells, entity);
  const names = personNames(cells.locale);
  const firstPart = gather(program, first, names.first.ascii);
  const lastPart = gather(program, last(), names.last.ascii);
  if (cells.unique) {
    const joiner = names.last.ascii.some((name) => /\d$/.test(name)) ? '.' : '';
    return concat(
      program,
      firstPart,
      '.',
      lastPart,
      joiner,
      rowNumberText(cells),
      ...tailParts(cells, tails),
    );
  }
  const form = cells.entity('person', entity).choose('handle', FORMS.length);
  const separator = gather(program, form, FORM_SEPARATORS);
  const endings = tails.length > FEW_TAILS ? FORM_ENDINGS : formTails(tails);
  const rest = tails.length > FEW_TAILS ? tailParts(cells, tails) : [];
  return concat(program, firstPart, separator, lastPart, gather(program, form, endings), ...rest);
}

/** Endings with a tail each: the form of a handle settles both, so that one draw is enough. */
function formTails(tails: readonly string[]): readonly string[] {
  if (tails.length === 0) return FORM_ENDINGS;
  const perSeparator = SEPARATORS.length;
  return FORMS.map(
    ({ ending }, form) => ending + (tails[Math.floor(form / perSeparator) % tails.length] ?? ''),
  );
}

function tailParts(cells: CellBuilder, tails: readonly string[]): TextPart[] {
  if (tails.length === 0) return [];
  return [gather(cells.program, cells.choose('tail', tails.length), tails)];
}

/** Number of the row, from 1. */
function rowNumberText({ program, rows }: CellBuilder): Register<'text'> {
  const value = program.add('number', (out) => ({
    kernel: 'row-number',
    out,
    rows,
    start: 1,
    step: 1,
  }));
  return digits(program, value, 0);
}
