import { readFileSync, writeFileSync } from 'node:fs';

const NEW_LINE = 10;

/** One fault each, as long as what it replaces: the rest of the file stays where it is. */
const FAULTS = [
  [/"id":"./, (text) => `${text.slice(0, -1)}g`],
  [/@/, () => ' '],
  [/"phone":"\(./, (text) => `${text.slice(0, -1)}x`],
  [/"created_at":"\d{4}-\d\d/, (text) => `${text.slice(0, -2)}13`],
  [/"name"/, () => '"nome"'],
];

/**
 * Breaks some lines of a file of user records in place, each in another way: an identifier, an e-mail
 * address, a telephone number, a month, the name of a field.
 *
 * @param lineNumbers from 0, ascending.
 */
export function plantFaults(file, lineNumbers) {
  const bytes = readFileSync(file);
  let line = 0;
  let start = 0;
  for (const [index, wanted] of lineNumbers.entries()) {
    for (; line < wanted; line += 1) start = bytes.indexOf(NEW_LINE, start) + 1;
    const end = bytes.indexOf(NEW_LINE, start);
    const [form, replace] = FAULTS[index % FAULTS.length];
    const text = bytes.toString('utf8', start, end);
    bytes.write(text.replace(form, replace), start, 'utf8');
  }
  writeFileSync(file, bytes);
}

/** A few rows, the first and the last among them. */
export function fewRows(rowCount) {
  return [0, 1, 2, 3, 4].map((part) => Math.round((part / 4) * (rowCount - 1)));
}

/** One row of so many, from the middle on. */
export function everyRow(step) {
  const first = Math.floor(step / 2);
  return (rowCount) =>
    Array.from({ length: Math.floor(rowCount / step) }, (_, index) => index * step + first);
}
