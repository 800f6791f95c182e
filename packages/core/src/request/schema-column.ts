import { z } from 'zod';
import type { RequestDefinition, RequestDefinitions } from './definitions.ts';
import { describeValue, isMap, quote } from './describe-value.ts';
import { type Checked, checkAgainst, described, failed, type JsonSchema } from './described.ts';
import { didYouMean } from './nearest.ts';
import {
  type DefinitionForm,
  definitionJsonSchema,
  namesJsonSchema,
  readWithDefinition,
} from './schema-definition.ts';
import { columnEdgeCases } from './schema-edge-cases.ts';
import { alternatives } from './translate-issue.ts';

/** A column after its own checks, before names are resolved. */
export type ReadColumn =
  | {
      readonly kind: 'generator';
      readonly generator: string;
      readonly options: Readonly<Record<string, unknown>>;
      readonly unique: boolean;
      readonly nulls: number;
      readonly edgeCases?: false;
    }
  | ({ readonly kind: 'references' } & z.output<typeof REFERENCES>)
  | ({ readonly kind: 'lookup' } & z.output<typeof LOOKUP>);

const nulls = z.number().min(0).max(1).describe('Share of null cells, from 0 to 1.');
const link = z.string().min(1);

const REFERENCES = z
  .strictObject({
    references: z.string().describe('Column of another table: "users.id", "identity.users.id".'),
    pick: z
      .enum(['uniform', 'zipf', 'parent'])
      .optional()
      .describe(
        'How the parent row is picked; "parent": the row that this row is counted per. Default: parent where there is one, else uniform.',
      ),
    exponent: z
      .number()
      .positive()
      .max(20)
      .optional()
      .describe('For pick: zipf. Above 1, few parents get most of the children. Default 1.1.'),
    nulls: nulls.optional(),
    link: link
      .optional()
      .describe('Columns with the same link hold the same row of the parent (a composite key).'),
    edgeCases: columnEdgeCases.optional(),
  })
  .describe('Foreign key: the key of a row of another table.');

const LOOKUP = z
  .strictObject({
    lookup: z.string().describe('Column of the parent that is copied, e.g. "users.email".'),
    link: link
      .optional()
      .describe('Which reference to follow, where several lead to the same table.'),
    nulls: nulls.optional(),
    edgeCases: columnEdgeCases.optional(),
  })
  .describe('Copy of a column of the row that a reference of this row points to.');

const DERIVE = z
  .strictObject({
    derive: z.string().min(1).describe('Expression over other columns: "price * quantity".'),
    type: z
      .enum(['number', 'integer', 'string', 'boolean', 'timestamp', 'date'])
      .optional()
      .describe('Type of the result, where it does not follow from the expression.'),
    nulls: nulls.optional(),
    edgeCases: columnEdgeCases.optional(),
  })
  .describe('Computed from other columns of the row.');

const FAKER_NAME = /^faker\.[A-Za-z]\w*\.[A-Za-z]\w*$/;
const FAKER: RequestDefinition = {
  name: 'faker.<module>.<method>',
  summary: 'Any method of Faker, slower than the generators of rowmill.',
  options: z.strictObject({
    args: z.array(z.unknown()).optional().describe('Arguments of the method.'),
  }),
};

const FAKER_NAME_SCHEMA: JsonSchema = {
  type: 'string',
  pattern: FAKER_NAME.source,
  description: FAKER.summary,
};

const GENERATOR: DefinitionForm = {
  key: 'generator',
  noun: 'generator',
  common: z.object({
    unique: z.boolean().default(false).describe('No value occurs twice in the column.'),
    nulls: nulls.default(0),
    edgeCases: columnEdgeCases.optional(),
  }),
};

export const KINDS = ['generator', 'references', 'lookup', 'derive', 'mask'];
const GENERATED_KINDS = KINDS.slice(0, -1);

/** A column of a generated table: a bare generator name, or a map with one of the kinds. */
export function generatedColumnSchema({
  generators,
}: RequestDefinitions): z.ZodType<ReadColumn, unknown> {
  const byName = new Map(generators.map((definition) => [definition.name, definition]));
  return described(
    (toJsonSchema) => ({
      description: 'How the cells of the column are made.',
      anyOf: [
        namesJsonSchema(generators, 'Name of a generator that needs no options.'),
        FAKER_NAME_SCHEMA,
        ...generators.map((item) => definitionJsonSchema(GENERATOR, item, toJsonSchema)),
        fakerJsonSchema(definitionJsonSchema(GENERATOR, FAKER, toJsonSchema)),
        ...[REFERENCES, LOOKUP, DERIVE].map(toJsonSchema),
      ],
    }),
    (value) => readGeneratedColumn(value, byName),
  );
}

function fakerJsonSchema(schema: JsonSchema): JsonSchema {
  const properties = isMap(schema.properties) ? schema.properties : {};
  return { ...schema, properties: { ...properties, generator: FAKER_NAME_SCHEMA } };
}

export type ByName = ReadonlyMap<string, RequestDefinition>;

function readGeneratedColumn(value: unknown, generators: ByName): Checked<ReadColumn> {
  if (typeof value === 'string') return readGenerator({ generator: value }, generators, []);
  if (!isMap(value)) {
    const found = `found ${describeValue(value)}`;
    return failed('wrong-type', `expected the name of a generator or a map, ${found}`);
  }
  const kinds = KINDS.filter((kind) => Object.hasOwn(value, kind));
  const [kind] = kinds;
  if (kind === undefined) return noKind(value, GENERATED_KINDS);
  if (kinds.includes('mask')) {
    const hint = 'give the table a source, or use a generator';
    return failed('mask-without-source', 'only columns of a source can be masked', {
      path: ['mask'],
      hint,
    });
  }
  if (kinds.length > 1) {
    const message = `${kinds.join(' and ')} cannot stand together: a column has one of them`;
    return failed('wrong-column', message);
  }
  switch (kind) {
    case 'references':
      return tagged('references', checkAgainst(REFERENCES, value));
    case 'lookup':
      return tagged('lookup', checkAgainst(LOOKUP, value));
    case 'derive':
      return readDerive(value, generators);
    default:
      return readGenerator(value, generators, ['generator']);
  }
}

/** A column that says nothing of where its cells come from: often a misspelt key. */
/** What was written names no kind of column. */
export function noKind(
  value: Readonly<Record<string, unknown>>,
  kinds: readonly string[],
): ReturnType<typeof failed> {
  for (const key of Object.keys(value)) {
    const hint = didYouMean(key, kinds);
    if (hint !== undefined) {
      return failed('unknown-key', `unknown key ${quote(key)}`, { path: [key], hint });
    }
  }
  return failed('wrong-column', `the column needs one of ${alternatives(kinds)}`);
}

function tagged<K extends string, T extends object>(
  kind: K,
  checked: Checked<T>,
): Checked<{ readonly kind: K } & T> {
  return checked.ok ? { ok: true, value: { kind, ...checked.value } } : checked;
}

function readGenerator(
  value: Readonly<Record<string, unknown>>,
  generators: ByName,
  namePath: readonly string[],
): Checked<ReadColumn> {
  const { generator } = value;
  if (typeof generator !== 'string') {
    const problem = `expected the name of a generator, found ${describeValue(generator)}`;
    return failed('wrong-type', problem, { path: namePath });
  }
  const definition = FAKER_NAME.test(generator)
    ? { ...FAKER, name: generator }
    : generators.get(generator);
  if (definition === undefined) {
    const hint = didYouMean(generator, generators.keys());
    const message = `unknown generator ${quote(generator)}`;
    return failed('unknown-generator', message, { path: namePath, hint });
  }
  const read = readWithDefinition(value, GENERATOR, definition);
  if (!read.ok) return read;
  const { common, options } = read.value;
  return {
    ok: true,
    value: {
      kind: 'generator',
      generator,
      options,
      unique: common.unique === true,
      nulls: typeof common.nulls === 'number' ? common.nulls : 0,
      ...(common.edgeCases === false ? { edgeCases: common.edgeCases } : {}),
    },
  };
}

/** `derive: x` is short for `generator: derive, expression: x`. */
function readDerive(
  value: Readonly<Record<string, unknown>>,
  generators: ByName,
): Checked<ReadColumn> {
  const checked = checkAgainst(DERIVE, value);
  if (!checked.ok) return checked;
  const { derive, type, nulls: share, edgeCases } = checked.value;
  const long = {
    generator: 'derive',
    expression: derive,
    ...(type === undefined ? {} : { type }),
    ...(share === undefined ? {} : { nulls: share }),
    ...(edgeCases === undefined ? {} : { edgeCases }),
  };
  const read = readGenerator(long, generators, ['derive']);
  if (read.ok) return read;
  const issues = read.issues.map((issue) =>
    issue.path[0] === 'expression' ? { ...issue, path: ['derive', ...issue.path.slice(1)] } : issue,
  );
  return { ok: false, issues };
}
