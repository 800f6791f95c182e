import { z } from 'zod';
import { locateText } from '../../detect/locate-text.ts';
import { PII_TYPES, type PiiTypeName } from '../../pii/pii-types.ts';
import { defineStrategy, type NestedRule } from '../define.ts';
import { deidentifyTexts } from '../deidentify-texts.ts';
import { nestedRuleOption, ruleOf } from '../nested-rule-option.ts';

const isTypeName = (name: string): name is PiiTypeName => Object.hasOwn(PII_TYPES, name);

const ALL_TYPES = Object.keys(PII_TYPES).filter(isTypeName);

const unknownKind = `there is no such kind; there are: ${Object.keys(PII_TYPES).join(', ')}`;

/** Kinds whose own rule makes what can stand in a sentence. All others become their name in brackets. */
const MASKED_BY_OWN_RULE: readonly PiiTypeName[] = [
  'full-name',
  'first-name',
  'last-name',
  'email',
  'phone',
  'fax',
  'us-ssn',
  'iban',
  'card',
  'url',
  'ip-address',
  'mac-address',
];

interface DeidOptions {
  readonly dates: boolean;
  readonly found: 'mask' | 'name';
  readonly types?: readonly PiiTypeName[] | undefined;
  readonly replacements: Readonly<Record<string, z.output<typeof nestedRuleOption>>>;
}

/**
 * Replaces personal data in free text: each by a mask of its kind, or by its name in brackets: `[PASSPORT]`.
 *
 * Found are addresses of e-mail, URLs, numbers of telephones, cards, accounts and identity, network addresses, birth
 * dates and names of people, by their shape, checksum, the words around them and lists of names. `names` are columns of
 * the row whose values are replaced wherever they stand in its text, by their masks there.
 * Consistent: what has a rule is masked as a column of its kind is, so that an address in a note still joins with the
 * column of addresses, when both columns have the same `domain` or none.
 * `found: name` puts the name of the kind in place of all that is found, as HIPAA's Safe Harbor asks for: `[EMAIL]`.
 * All else stays to the byte. Dates beside birth dates stay unless `dates` is true or `types` names `person-date`.
 * Known: nothing finds everything. Text that must not tell anything is removed by redact or null.
 */
export const textDeid = defineStrategy({
  name: 'text.deid',
  summary: 'Finds personal data in free text and replaces each by a mask of its kind.',
  options: z.strictObject({
    types: z
      .array(z.string().refine(isTypeName, unknownKind))
      .min(1)
      .optional()
      .describe('Kinds to look for; all but person-date unless given.'),
    dates: z
      .boolean()
      .default(false)
      .describe('Look for all dates as well, and not for dates of birth alone.'),
    found: z
      .enum(['mask', 'name'])
      .default('mask')
      .describe(
        'What stands in place of what is found: a mask of its kind, or the name of its kind.',
      ),
    replacements: z
      .record(
        z.string().refine((name): boolean => isTypeName(name), unknownKind),
        nestedRuleOption,
      )
      .default({})
      .describe('Rules by kind, e.g. email: redact, in place of the usual ones.'),
    names: z
      .array(z.string().min(1))
      .max(50)
      .default([])
      .describe('Columns whose values are looked for in the text of their row.'),
  }),
  properties: {
    family: 'composed',
    deterministic: true,
    referential: true,
    injective: false,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    reveals: 'value',
    leaks: ['part', 'length', 'nulls'],
  },
  adjust: ({ names }) => (names.length === 0 ? {} : { referential: false }),
  reads: ({ names }) => names,
  readsMasked: ({ names }) => names,
  masksParts: true,
  nested: (options) => [...rulesOf(options).values()],
  create(options, context) {
    const { names } = options;
    const types = soughtTypes(options);
    const masks = new Map(
      [...rulesOf(options)].map(([type, rule]) => [type, context.nested(rule)] as const),
    );
    const locate = (text: string) => locateText(text, types === undefined ? {} : { types });
    return (column) => deidentifyTexts(column, { locate, masks, names });
  },
});

/** Kinds to look for; undefined for the usual ones. */
function soughtTypes({ types, dates }: DeidOptions): readonly PiiTypeName[] | undefined {
  if (!dates) return types;
  return [...(types ?? ALL_TYPES), 'person-date'];
}

/** The rule of each kind that has one, of those that are looked for. */
function rulesOf(options: DeidOptions): ReadonlyMap<PiiTypeName, NestedRule> {
  const { found, replacements } = options;
  const types = soughtTypes(options);
  const usual = (found === 'name' ? [] : MASKED_BY_OWN_RULE).map(
    (type) => [type, PII_TYPES[type].rule] as const,
  );
  const own = Object.entries(replacements).flatMap(([type, rule]) =>
    isTypeName(type) ? [[type, ruleOf(rule)] as const] : [],
  );
  const all = new Map<PiiTypeName, NestedRule>([...usual, ...own]);
  return new Map([...all].filter(([type]) => types === undefined || types.includes(type)));
}
