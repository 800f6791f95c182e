import { z } from 'zod';
import type { RequestDefinitions } from './definitions.ts';
import { describeValue, isMap, quote } from './describe-value.ts';
import { type Checked, described, failed } from './described.ts';
import { didYouMean } from './nearest.ts';
import { type ByName, KINDS, noKind } from './schema-column.ts';
import {
  type DefinitionForm,
  definitionJsonSchema,
  namesJsonSchema,
  readWithDefinition,
} from './schema-definition.ts';

/** A masked column after its own checks. */
export interface ReadMask {
  readonly kind: 'mask';
  readonly strategy: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly references?: string;
  readonly domain?: string;
  readonly type?: string;
  readonly reason?: string;
  readonly approver?: string;
  readonly expires?: string;
}

const MASK: DefinitionForm = {
  key: 'mask',
  noun: 'masking strategy',
  common: z.object({
    references: z.string().optional().describe('Column that this foreign key points to.'),
    domain: z
      .string()
      .regex(/^[a-z][\w.-]{0,62}$/i, 'a domain is letters, digits, ".", "-" and "_", 63 at most')
      .optional()
      .describe('Columns of one domain share their masks, e.g. customer.email.'),
    type: z
      .string()
      .regex(/^[a-z][a-z\d-]*$/, 'a type is small letters, digits and "-"')
      .optional()
      .describe('Kind of personal data in the column, e.g. email; none for data of nobody.'),
    reason: z.string().min(1).max(500).optional().describe('Why it is decided so.'),
    approver: z.string().min(1).max(200).optional().describe('Who answers for it.'),
    expires: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, 'write a day such as 2027-01-31')
      .optional()
      .describe('Last day of the decision, e.g. 2027-01-31.'),
  }),
};

/** A column of a source table: a bare strategy name, or a map with `mask`. */
export function maskColumnSchema({ strategies }: RequestDefinitions): z.ZodType<ReadMask, unknown> {
  const byName = new Map(strategies.map((definition) => [definition.name, definition]));
  return described(
    (toJsonSchema) => ({
      description: 'How the column of the source is masked.',
      anyOf: [
        namesJsonSchema(strategies, 'Name of a masking strategy that needs no options.'),
        ...strategies.map((item) => definitionJsonSchema(MASK, item, toJsonSchema)),
      ],
    }),
    (value) => readMaskColumn(value, byName),
  );
}

/** In YAML, a null without quotes is nothing and not the name of the strategy. */
const hintForNull = (written: unknown): { readonly hint?: string } =>
  written === null ? { hint: "write mask: 'null' to make every value null" } : {};

function readMaskColumn(written: unknown, strategies: ByName): Checked<ReadMask> {
  const isBare = typeof written === 'string';
  const value = isBare ? { mask: written } : written;
  const namePath = isBare ? [] : ['mask'];
  if (!isMap(value)) {
    const found = `found ${describeValue(value)}`;
    const message = `expected the name of a masking strategy or a map, ${found}`;
    return failed('wrong-type', message, hintForNull(value));
  }
  const other = KINDS.find((kind) => !(kind in { mask: 0, references: 0 }) && kind in value);
  if (other !== undefined) {
    const message = `a column of a source takes a masking strategy, not ${quote(other)}`;
    return failed('not-a-mask', message, {
      path: [other],
      hint: 'write mask: keep to take it as it is',
    });
  }
  if (!Object.hasOwn(value, 'mask')) return noKind(value, ['mask']);
  const { mask } = value;
  if (typeof mask !== 'string') {
    const problem = `expected the name of a masking strategy, found ${describeValue(mask)}`;
    return failed('wrong-type', problem, { path: namePath, ...hintForNull(mask) });
  }
  const definition = strategies.get(mask);
  if (definition === undefined) {
    const hint = didYouMean(mask, strategies.keys());
    const message = `unknown masking strategy ${quote(mask)}`;
    return failed('unknown-strategy', message, { path: namePath, hint });
  }
  const read = readWithDefinition(value, MASK, definition);
  if (!read.ok) return read;
  const { common, options } = read.value;
  const given = Object.entries(common).filter(([, one]) => typeof one === 'string');
  return {
    ok: true,
    value: { kind: 'mask', strategy: mask, options, ...Object.fromEntries(given) },
  };
}
