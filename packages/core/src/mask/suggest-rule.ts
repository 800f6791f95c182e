/** Words in column names, and the rule that a column with such a name most likely wants. */
const SUGGESTIONS: readonly (readonly [pattern: RegExp, rule: string])[] = [
  [/e_?mail/, '{ mask: fake.email }'],
  [/phone|mobile|telefon|fax/, '{ mask: fake.phone }'],
  [/first_?name|given_?name|vorname/, '{ mask: fake.person, part: first }'],
  [/last_?name|sur_?name|family_?name|nachname/, '{ mask: fake.person, part: last }'],
  [/(?:^|_)(?:full_?)?name$/, '{ mask: fake.person }'],
  [/(?:^|_)(?:uu)?id$/, '{ mask: hash.hmac }'],
];

/** The line to add to the request for a column that has no rule yet, and the way to leave it as it is. */
export function hintForColumn(column: string): string {
  const words = column
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
  const rule = SUGGESTIONS.find(([pattern]) => pattern.test(words))?.[1] ?? '{ mask: redact }';
  const key = asYamlKey(column);
  return `add \`${key}: ${rule}\`, or \`${key}: { mask: keep }\` if it identifies nobody`;
}

/** Column names that YAML would not read as a plain text are quoted, in the way of JSON. */
function asYamlKey(column: string): string {
  const isPlain =
    /^[A-Za-z_][\w.-]*$/.test(column) && !/^(?:true|false|null|yes|no|on|off)$/i.test(column);
  return isPlain ? column : JSON.stringify(column);
}
