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

/** What is wrong with a whole output of `rowCount` records, or undefined: each line, and whether all ids differ. */
export function recordProblem(text, rowCount) {
  const lines = text.trimEnd().split('\n');
  if (lines.length !== rowCount) return `wrote ${lines.length} rows, ${rowCount} were asked for`;
  for (const [index, line] of lines.entries()) {
    const problem = lineProblem(line);
    if (problem !== undefined) return `line ${index + 1}: ${problem}`;
  }
  const ids = new Set(lines.map((line) => JSON.parse(line).id));
  return ids.size === rowCount ? undefined : `only ${ids.size} of ${rowCount} ids differ`;
}
