import type { Locale } from '../locales/locale.ts';
import type { Register, TextPart } from '../program/register.ts';
import { concat, digits, gather } from '../program/text-steps.ts';
import type { CellBuilder } from './define.ts';
import { paddedNumbers } from './digit-text.ts';
import { oncePer } from './distinct-words.ts';
import { drawPerson, personNames } from './person.ts';

const SEPARATORS = ['.', '_', ''];
/** Half of the handles end in two digits. */
const ENDINGS = [...paddedNumbers(2), ...Array.from({ length: 100 }, () => '')];

const FORMS = ENDINGS.flatMap((ending) => SEPARATORS.map((separator) => ({ ending, separator })));
const FORM_ENDINGS = FORMS.map(({ ending }) => ending);
/** More tails than these get a draw of their own. */
const FEW_TAILS = 10;

interface HandleNames {
  /** Family names behind a dot, then all of them behind an underscore, then bare: one part instead of two. */
  readonly lasts: readonly string[];
  /** Of each form: where in `lasts` the names behind its separator begin. */
  readonly offsets: Int32Array;
}

const handleNames = oncePer((locale: Locale): HandleNames => {
  const { ascii } = personNames(locale).last;
  return {
    lasts: SEPARATORS.flatMap((separator) => ascii.map((name) => separator + name)),
    offsets: Int32Array.from(
      FORMS,
      ({ separator }) => SEPARATORS.indexOf(separator) * ascii.length,
    ),
  };
});

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
  const { program, locale } = cells;
  const person = drawPerson(cells, entity);
  const first = gather(program, person.first, personNames(locale).first.ascii);
  const { lasts, offsets: table } = handleNames(locale);
  const last = person.last();
  if (cells.unique) {
    const joiner = lasts.some((name) => /\d$/.test(name)) ? '.' : '';
    const dotted = gather(program, last, lasts);
    return concat(program, first, dotted, joiner, rowNumberText(cells), ...tailParts(cells, tails));
  }
  const form = cells.entity('person', entity).choose('handle', FORMS.length);
  const offsets = program.add('int', (out) => ({ kernel: 'map-int', out, value: form, table }));
  const codes = program.add('int', (out) => ({ kernel: 'offset-int', out, value: last, offsets }));
  const endings = tails.length > FEW_TAILS ? FORM_ENDINGS : formTails(tails);
  const rest = tails.length > FEW_TAILS ? tailParts(cells, tails) : [];
  const parts = [gather(program, codes, lasts), gather(program, form, endings), ...rest];
  return concat(program, first, ...parts);
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
