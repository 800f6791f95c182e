import { z } from 'zod';
import { isJsonType } from '../column-types.ts';
import { type ColumnMask, defineStrategy, type MaskColumn, type MaskContext } from '../define.ts';
import { type JsonLeaf, JsonProblem, readJsonLeaves, writeJsonLeaf } from '../json-leaves.ts';
import { type JsonPath, keysOf, parseJsonPath } from '../json-path.ts';
import { MaskError } from '../mask-error.ts';
import { type CellPart, maskParts } from '../mask-parts.ts';
import { nestedRuleOption, ruleOf } from '../nested-rule-option.ts';
import { spliceText } from '../splice-text.ts';

/** What stands in place of a text that no rule covers. */
const REMOVED = '[REDACTED]';

/** Number of the rule for what no path covers. */
const REST = -1;

/** Places of documents whose rule is remembered. */
const MOST_REMEMBERED = 4096;

/**
 * Masks values inside JSON documents by rules for their paths; what no path covers is removed unless told otherwise.
 *
 * A path is `$.email`, `$.items[*].email`, `$.phones[0]`, `$['odd name']` or `$..email` for any level. It covers the
 * value there, or all values below where that is an object or an array. Of several paths the first counts.
 * `rest` is what becomes of all other values: `redact` puts `[REDACTED]` for texts and null for numbers and truths.
 * Shape: the document as it was, to the byte, but for values with another mask: numbers keep their digits, members their
 * order. Null stays null. Names of members stay: where they are data, such as addresses as names, drop the column.
 *
 * @throws MaskError for a value that is no JSON document, has more than 100 levels, or holds what no path covers with
 * `rest: fail`.
 */
export const jsonPath = defineStrategy({
  name: 'json.path',
  summary: 'Masks values inside JSON documents by their paths.',
  options: z.strictObject({
    paths: z
      .record(z.string(), nestedRuleOption)
      .superRefine((paths, context) => {
        for (const path of Object.keys(paths)) {
          try {
            parseJsonPath(path);
          } catch (error) {
            const message = error instanceof RangeError ? error.message : 'not a path';
            context.addIssue({ code: 'custom', path: [path], message });
          }
        }
      })
      .describe('Rules by path, e.g. "$.items[*].email": fake.email.'),
    rest: z
      .enum(['redact', 'null', 'keep', 'fail'])
      .default('redact')
      .describe('What becomes of values that no path covers.'),
  }),
  properties: {
    family: 'composed',
    deterministic: true,
    referential: true,
    injective: false,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    // The shape of a document is a part of it: names of members, how many there are.
    reveals: 'value',
    leaks: ['length', 'nulls'],
  },
  adjust: ({ rest }) => (rest === 'keep' ? { leaks: ['part', 'length', 'nulls'] } : {}),
  masksParts: true,
  nested: ({ paths }) => Object.values(paths).map(ruleOf),
  fits: (_, sourceType) => isJsonType(sourceType),
  create({ paths, rest }, context) {
    const masks = Object.values(paths).map((rule) => context.nested(ruleOf(rule)));
    const ruleAt = rememberRules(Object.keys(paths).map(parseJsonPath));
    return (column) => {
      const cells = column.values.map((value) => leavesOf(value, ruleAt, context));
      const masked = maskLeaves(cells, masks, column);
      const write = (leaf: RuledLeaf, raw: string): string =>
        leaf.rule === REST
          ? removeLeaf(leaf, raw, rest, context)
          : writeJsonLeaf(leaf, masked.get(leaf) ?? null, raw);
      return column.values.map((value, row) => {
        if (value === null) return null;
        const changes = (cells[row] ?? []).map((leaf) => ({
          ...leaf,
          text: leaf.kind === 'null' ? 'null' : write(leaf, value.slice(leaf.start, leaf.end)),
        }));
        return spliceText(value, changes);
      });
    };
  },
});

/** A leaf with the number of the rule that masks it. */
interface RuledLeaf extends JsonLeaf {
  readonly rule: number;
}

function leavesOf(
  value: string | null,
  ruleAt: (leaf: JsonLeaf) => number,
  context: MaskContext,
): readonly RuledLeaf[] {
  if (value === null || value.trim() === '') return [];
  try {
    return readJsonLeaves(value).map((leaf) => ({ ...leaf, rule: ruleAt(leaf) }));
  } catch (error) {
    throw error instanceof JsonProblem ? unreadable(error, context) : error;
  }
}

function unreadable(cause: JsonProblem, { table, column }: MaskContext): MaskError {
  const what = `${cause.message} - mask the column by another strategy, or give such values one by \`mask: conditional\``;
  return new MaskError(table, column, what, { cause });
}

/** The mask of every leaf that a rule covers. */
function maskLeaves(
  cells: readonly (readonly RuledLeaf[])[],
  masks: readonly ColumnMask[],
  column: MaskColumn,
): ReadonlyMap<RuledLeaf, string | null> {
  const masked = new Map<RuledLeaf, string | null>();
  for (const [rule, mask] of masks.entries()) {
    const parts = cells.flatMap((leaves, row) =>
      leaves
        .filter((leaf) => leaf.rule === rule && leaf.kind !== 'null')
        .map((leaf): CellPart & { leaf: RuledLeaf } => ({ row, value: leaf.value, leaf })),
    );
    const results = maskParts(mask, parts, column);
    for (const [index, { leaf }] of parts.entries()) masked.set(leaf, results[index] ?? null);
  }
  return masked;
}

/** The rule of a leaf, looked up once for each path that documents have. */
function rememberRules(paths: readonly JsonPath[]): (leaf: JsonLeaf) => number {
  const hasPlaces = paths.some((path) => path.hasPlaces);
  const known = new Map<string, number>();
  return ({ place }) => {
    const keys = keysOf(place);
    const name = JSON.stringify(hasPlaces ? keys : keys.map((key) => (key === `${key}` ? key : 0)));
    const found = known.get(name) ?? paths.findIndex((path) => path.covers(keys));
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(name, found);
    return found;
  };
}

function removeLeaf(
  { kind }: JsonLeaf,
  raw: string,
  rest: 'redact' | 'null' | 'keep' | 'fail',
  { table, column }: MaskContext,
): string {
  if (rest === 'keep') return raw;
  if (rest === 'fail')
    throw new MaskError(
      table,
      column,
      'a document holds a value that no path covers - add its path, or set rest: redact',
    );
  return rest === 'redact' && kind === 'string' ? JSON.stringify(REMOVED) : 'null';
}
