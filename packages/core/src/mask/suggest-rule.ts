import { holdsText } from './holds-text.ts';
import type { MaskableColumn } from './maskable-column.ts';

/** Words in column names, and the rule that a column with such a name most likely wants. */
const SUGGESTIONS: readonly (readonly [pattern: RegExp, rule: string])[] = [
  [/e_?mail/, '{ mask: fake.email }'],
  [/phone|mobile|telefon|fax/, '{ mask: fake.phone }'],
  [/first_?name|given_?name|vorname/, '{ mask: fake.person, part: first }'],
  [/last_?name|sur_?name|family_?name|nachname/, '{ mask: fake.person, part: last }'],
  [/^(?:(?:full|display|customer|contact|person)_?)?name$/, '{ mask: fake.person }'],
  [/pass_?word|secret|token/, '{ mask: "null" }'],
];

/** Columns with such names mostly identify nobody outside the database. */
const KEYS = /(?:^|_)(?:uu)?id$/;

/** The line to add to the request for a column that has no rule yet, and the other way out. */
export function hintForColumn({ name, sourceType }: MaskableColumn): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
  const line = (rule: string): string => `\`${asYamlKey(name)}: ${rule}\``;
  const keep = `${line('{ mask: keep }')} if it identifies nobody`;
  if (!holdsText(sourceType)) return `add ${keep}, else ${line('{ mask: "null" }')}`;
  if (KEYS.test(words)) return `add ${keep}, else ${line('{ mask: hash.hmac }')}`;
  const rule = SUGGESTIONS.find(([pattern]) => pattern.test(words))?.[1] ?? '{ mask: redact }';
  return `add ${line(rule)}, or ${keep}`;
}

/** Column names that YAML would not read as a plain text are quoted, in the way of JSON. */
function asYamlKey(column: string): string {
  const isPlain =
    /^[A-Za-z_][\w.-]*$/.test(column) && !/^(?:true|false|null|yes|no|on|off)$/i.test(column);
  return isPlain ? column : JSON.stringify(column);
}
