import type { SarifRule } from '../sarif/sarif-log.ts';

/** What rows break, by keyword of JSON Schema (2020-12) or by what rowmill adds to them. */
const SUMMARIES: Readonly<Record<string, string>> = {
  additionalProperties: 'A row has no member that the schema does not name.',
  anyOf: 'A value fits one of several schemas at least.',
  const: 'A value is the one that the schema names.',
  contains: 'An array has an item of the wanted form.',
  dependentRequired: 'Members that another one asks for are there.',
  enum: 'A value is one of those that the schema lists.',
  exclusiveMaximum: 'A number lies below its limit.',
  exclusiveMinimum: 'A number lies above its limit.',
  format: 'A text has the form that the schema names, such as `date` or `email`.',
  maxItems: 'An array has few enough items.',
  maxLength: 'A text is short enough.',
  maximum: 'A number is no larger than its limit.',
  minItems: 'An array has enough items.',
  minLength: 'A text is long enough.',
  minimum: 'A number is no smaller than its limit.',
  multipleOf: 'A number is a multiple of its step.',
  nesting: 'A row is nested no deeper than can be checked.',
  not: 'A value does not fit what the schema excludes.',
  oneOf: 'A value fits exactly one of several schemas.',
  pattern: 'A text matches its pattern.',
  readable: 'The file can be read there.',
  required: 'Members that the schema asks for are there.',
  type: 'A value has the type that the schema names.',
  unevaluatedProperties: 'A row has no member that no part of the schema looks at.',
  uniqueItems: 'No item of an array occurs twice.',
};

const HELP =
  'Mend the row, or the schema where it asks for too much. `rowmill validate FILE --schema SCHEMA --at ROW` checks one row again; `--failures FILE` lists every failure.';

/** What a rule of a JSON Schema expects, for whoever meets it outside of the schema. */
export function describeKeyword(rule: string): SarifRule {
  const known = Object.hasOwn(SUMMARIES, rule) ? SUMMARIES[rule] : undefined;
  return {
    id: rule,
    summary: known ?? `A row is as \`${rule}\` of its JSON Schema says.`,
    help: HELP,
  };
}
