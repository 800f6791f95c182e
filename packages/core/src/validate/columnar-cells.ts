import { type NumberPlan, planNumberCheck } from '../checks/number-plan.ts';
import { planTextCheck, type TextPlan } from '../checks/text-plan.ts';
import { type Tag, Tags } from '../readers/read-batch.ts';
import type { SchemaNode } from './columnar-nodes.ts';
import type { CellRules } from './columnar-rules.ts';
import { unionRules } from './columnar-unions.ts';
import { NotColumnarError } from './not-columnar-error.ts';
import { joinPointer } from './schema-pointers.ts';

const VALUE_TAGS: readonly Tag[] = [
  Tags.null,
  Tags.false,
  Tags.true,
  Tags.number,
  Tags.string,
  Tags.object,
  Tags.array,
];

const TYPE_TAGS: Readonly<Record<string, readonly Tag[]>> = {
  null: [Tags.null],
  boolean: [Tags.false, Tags.true],
  integer: [Tags.number],
  number: [Tags.number],
  string: [Tags.string],
  object: [Tags.object],
  array: [Tags.array],
};

/** What `integer` asks of numbers. */
export const INTEGER = planNumberCheck({ check: 'integer' });
/** JSON has numbers that no float can hold: they are read as infinite, and infinite is no number. */
export const FINITE = planNumberCheck({
  check: 'range',
  min: -Number.MAX_VALUE,
  max: Number.MAX_VALUE,
});

/** The schemas that together say what a part of a schema says. */
export type OpenSchema = (schema: unknown, pointer: string) => SchemaNode[];

/**
 * @param open follows what branches of `anyOf` and `oneOf` refer to
 * @throws {@link NotColumnarError} for keywords that look into cells.
 */
export function cellRules(nodes: readonly SchemaNode[], open: OpenSchema): CellRules {
  const rules: CellRules = { tags: new Set(VALUE_TAGS), texts: [], numbers: [] };
  for (const { schema, pointer } of nodes) {
    if (schema === false) rules.tags.clear();
    for (const [keyword, value] of Object.entries(schema)) {
      if ((keyword === 'anyOf' || keyword === 'oneOf') && Array.isArray(value)) {
        const at = joinPointer(pointer, keyword);
        const branches = value.map((part, i) => open(part, joinPointer(at, i)));
        const union = { keyword, branches, pointer: at } as const;
        narrow(
          rules,
          unionRules(union, (parts) => cellRules(parts, open)),
        );
      } else {
        readerOf(keyword, pointer)(rules, value, schema as object);
      }
    }
  }
  return rules;
}

/** Asks for what other rules ask for too. */
function narrow(rules: CellRules, { tags, texts, numbers }: CellRules): void {
  keep(rules, tags);
  rules.texts.push(...texts);
  rules.numbers.push(...numbers);
}

function readerOf(keyword: string, pointer: string): ReadKeyword {
  const read = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
  if (read !== undefined) return read;
  throw new NotColumnarError(`"${keyword}" at ${joinPointer(pointer, keyword)}`);
}

type ReadKeyword = (rules: CellRules, value: unknown, schema: object) => void;

const text =
  (plan: (value: unknown) => TextPlan): ReadKeyword =>
  ({ texts }, value) =>
    void texts.push(plan(value));

const range =
  (limit: 'min' | 'max' | 'exclusiveMin' | 'exclusiveMax'): ReadKeyword =>
  ({ numbers }, value) =>
    void numbers.push(planNumberCheck({ check: 'range', [limit]: Number(value) }));

const KEYWORDS: Readonly<Record<string, ReadKeyword>> = {
  type: readType,
  // Part of `type`, where Ajv wants it to stand beside.
  nullable: () => undefined,
  enum: (rules, values) => readValues(rules, [values].flat()),
  const: (rules, value) => readValues(rules, [value]),
  minimum: range('min'),
  maximum: range('max'),
  exclusiveMinimum: range('exclusiveMin'),
  exclusiveMaximum: range('exclusiveMax'),
  multipleOf: ({ numbers }, value) =>
    void numbers.push(planNumberCheck({ check: 'multipleOf', divisor: Number(value) })),
  minLength: text((min) => planTextCheck({ check: 'characters', min: Number(min) })),
  maxLength: text((max) => planTextCheck({ check: 'characters', max: Number(max) })),
  pattern: text((pattern) => planTextCheck({ check: 'pattern', pattern: String(pattern) })),
  format: readFormat,
};

function readType(rules: CellRules, value: unknown, schema: object): void {
  const types = [value].flat().map(String);
  if (Reflect.get(schema, 'nullable') === true) types.push('null');
  keep(rules, new Set(types.flatMap((type) => TYPE_TAGS[type] ?? [])));
  if (types.includes('number')) rules.numbers.push(FINITE);
  else if (types.includes('integer')) rules.numbers.push(INTEGER);
}

function keep({ tags }: CellRules, allowed: ReadonlySet<Tag>): void {
  for (const tag of tags) if (!allowed.has(tag)) tags.delete(tag);
}

function readValues(rules: CellRules, values: readonly unknown[]): void {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const tags = new Set(values.map(tagOf));
  keep(rules, tags);
  if (tags.has(Tags.string)) rules.texts.push(planTextCheck({ check: 'texts', values: texts }));
  if (tags.has(Tags.number)) {
    rules.numbers.push(planNumberCheck({ check: 'numbers', values: numbers }));
  }
}

function tagOf(value: unknown): Tag {
  if (value === null) return Tags.null;
  switch (typeof value) {
    case 'string':
      return Tags.string;
    case 'number':
      return Tags.number;
    case 'boolean':
      return value ? Tags.true : Tags.false;
    default:
      throw new NotColumnarError(`the value ${JSON.stringify(value)}`);
  }
}

const INT32 = planNumberCheck({ check: 'range', min: -(2 ** 31), max: 2 ** 31 - 1 });

/** Formats of numbers ask nothing of texts, and the other way round. */
const NUMBER_FORMATS: Readonly<Record<string, readonly NumberPlan[]>> = {
  int32: [INTEGER, INT32],
  int64: [INTEGER],
  float: [],
  double: [],
};

function readFormat({ texts, numbers }: CellRules, value: unknown): void {
  const format = String(value);
  const plans = Object.hasOwn(NUMBER_FORMATS, format) ? NUMBER_FORMATS[format] : undefined;
  if (plans !== undefined) numbers.push(...plans);
  else texts.push(planTextCheck({ check: 'format', format }));
}
