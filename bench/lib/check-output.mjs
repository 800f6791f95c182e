import { closeSync, openSync, readSync } from 'node:fs';

const FIELDS = ['id', 'email', 'name', 'phone', 'created_at'];
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[a-z]+$/;
const TIMESTAMP = /^2025-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Lower-case letters of a name, accents taken off, so that `O'Hara` is found in `ohara@...`. */
function letters(text) {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

function isFromName(email, name) {
  const local = letters(email.slice(0, email.indexOf('@')));
  return name.split(/[\s-]+/).some((part) => letters(part) !== '' && local.includes(letters(part)));
}

/** What is wrong with one line, or undefined when it is the record of this benchmark. */
export function lineProblem(line) {
  let row;
  try {
    row = JSON.parse(line);
  } catch (error) {
    return `not JSON: ${error.message}`;
  }
  const checks = [
    [Object.keys(row).join() === FIELDS.join(), `fields are ${Object.keys(row).join(', ')}`],
    [UUID_V4.test(row.id), `id "${row.id}" is no UUID of version 4`],
    [/^\S+( \S+)+$/.test(row.name), `name "${row.name}" is not "First Last"`],
    [EMAIL.test(row.email), `email "${row.email}" has another form`],
    [
      EMAIL.test(row.email) && isFromName(row.email, String(row.name)),
      `email "${row.email}" does not come from "${row.name}"`,
    ],
    [String(row.phone).replace(/\D/g, '').length >= 7, `phone "${row.phone}" has too few digits`],
    [
      TIMESTAMP.test(row.created_at) && !Number.isNaN(Date.parse(row.created_at)),
      `created_at "${row.created_at}" is no time of 2025`,
    ],
  ];
  return checks.find(([isRight]) => !isRight)?.[1];
}

/** Rows and bytes of a whole file. */
export function countLines(file) {
  const input = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(1 << 20);
  let rows = 0;
  let bytes = 0;
  try {
    for (;;) {
      const read = readSync(input, buffer, 0, buffer.length, null);
      if (read === 0) return { rows, bytes };
      bytes += read;
      for (let at = buffer.indexOf(10); at !== -1 && at < read; at = buffer.indexOf(10, at + 1)) {
        rows += 1;
      }
    }
  } finally {
    closeSync(input);
  }
}
