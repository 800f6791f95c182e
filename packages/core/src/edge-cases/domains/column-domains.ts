import { GENERATORS } from '../../generate/catalog.generated.ts';
import { parseInstant } from '../../kernels/instants.ts';
import type { ColumnShape, TableShape } from '../../model/table-shape.ts';
import type { ValueType } from '../../model/value-type.ts';
import type { GeneratedColumn, GeneratedTable } from '../../request/types.ts';
import type { Expectation } from '../../validate/define.ts';
import type { ColumnDomain, DomainAspect, PresentValue } from '../edge-case.ts';
import { type ColumnRule, rulesAbout } from './column-rule.ts';
import { expectationRules } from './expectation-rules.ts';
import {
  GENERATOR_DOMAINS,
  type GeneratorDomain,
  UNKNOWN_GENERATOR,
  withRange,
} from './generator-domains.ts';
import { mergeBounds } from './merge-bounds.ts';
import { orderedType } from './ordered-type.ts';
import { schemaRules } from './schema-rules.ts';

export interface DomainSources {
  readonly shape: TableShape;
  /** JSON Schema of the table's rows. */
  readonly schema?: unknown;
  /** Of the whole request; those of other tables are passed over. */
  readonly expectations?: readonly Expectation[];
  /** What dates are relative to, as the request has it, e.g. `2025-01-01T00:00:00.000Z`. */
  readonly referenceDate: string;
}

/** What is known of the cells of every column of a generated table, in the order of the table. */
export function columnDomains(table: GeneratedTable, sources: DomainSources): ColumnDomain[] {
  return sources.shape.columns.flatMap((column) => {
    const request = table.columns[column.name];
    return request === undefined ? [] : [columnDomain(column, request, sources)];
  });
}

function columnDomain(
  column: ColumnShape,
  request: GeneratedColumn,
  { shape, schema, expectations = [], referenceDate }: DomainSources,
): ColumnDomain {
  const { name, type, nullable } = column;
  const rules = [
    ...schemaRules(schema, name),
    ...expectationRules(expectations, { table: shape.name, column: name }),
  ];
  const generator = generatorDomain(request, parseInstant(referenceDate) ?? 0);
  const bounds = mergeBounds(type, rules, generator);
  const values = valuesOf(type, rules, generator);
  const forbidsNull = rulesAbout(rules, 'null')[0]?.rule;
  return {
    name,
    type,
    nullable: nullable && forbidsNull === undefined,
    unique: [shape.key, ...shape.unique].some((columns) => columns.includes(name)),
    reference: request.kind === 'references',
    fixed: request.kind === 'lookup' || request.edgeCases === false || generator.fixed === true,
    ...bounds,
    ...(values === undefined ? {} : { values }),
    ...textOf(type, rules, generator),
    rules: {
      ...bounds.rules,
      ...namesOf(rules, ['type', 'values', 'minLength', 'maxLength', 'pattern', 'format']),
      ...(nullable && forbidsNull === undefined ? {} : { null: forbidsNull ?? 'valuesAreNotNull' }),
    },
  };
}

function generatorDomain(request: GeneratedColumn, referenceTime: number): GeneratorDomain {
  if (request.kind !== 'generator') return UNKNOWN_GENERATOR;
  const { generator } = request;
  if (!Object.hasOwn(GENERATOR_DOMAINS, generator)) return UNKNOWN_GENERATOR;
  const parsed = GENERATORS[generator]?.options.safeParse(request.options);
  const options = withRange(generator, parsed?.success ? parsed.data : request.options);
  return GENERATOR_DOMAINS[generator]?.({ options, referenceTime }) ?? UNKNOWN_GENERATOR;
}

function namesOf(
  rules: readonly ColumnRule[],
  aspects: readonly DomainAspect[],
): Partial<Record<DomainAspect, string>> {
  return Object.fromEntries(
    aspects.flatMap((aspect) => {
      const [first] = rulesAbout(rules, aspect);
      return first === undefined ? [] : [[aspect, first.rule]];
    }),
  );
}

/** Values that every list of values has; those of the generator only where no rule lists any. */
function valuesOf(
  type: ValueType,
  rules: readonly ColumnRule[],
  generator: GeneratorDomain,
): readonly PresentValue[] | undefined {
  const [first, ...others] = rulesAbout(rules, 'values').map(({ values }) =>
    values.flatMap((value) => valueOfType(type, value) ?? []),
  );
  return first?.filter((value) => others.every((list) => list.includes(value))) ?? generator.values;
}

/** A value of JSON as cells of the type hold it; undefined where they cannot. */
function valueOfType(type: ValueType, value: unknown): PresentValue | undefined {
  if (typeof value === 'boolean') return type.kind === 'boolean' ? value : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const order = orderedType(type);
  if (order === undefined) return typeof value === JSON_TYPES[type.kind] ? value : undefined;
  const index = order.indexOf(value, 'up');
  const isExact = index !== undefined && index === order.indexOf(value, 'down');
  return isExact ? order.valueAt(index) : undefined;
}

const JSON_TYPES: Readonly<Partial<Record<ValueType['kind'], string>>> = {
  string: 'string',
  uuid: 'string',
  float: 'number',
};

type TextRules = Pick<ColumnDomain, 'text' | 'format' | 'minLength' | 'maxLength' | 'pattern'>;

function textOf(
  type: ValueType,
  rules: readonly ColumnRule[],
  generator: GeneratorDomain,
): TextRules {
  if (type.kind !== 'string') return {};
  const format = rulesAbout(rules, 'format')[0]?.text ?? generator.format;
  const pattern = rulesAbout(rules, 'pattern')[0]?.text;
  const minLengths = rulesAbout(rules, 'minLength').map(({ count }) => count);
  const maxLengths = rulesAbout(rules, 'maxLength').map(({ count }) => count);
  return {
    text: format === undefined ? (generator.text ?? 'opaque') : 'opaque',
    ...(format === undefined ? {} : { format }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(minLengths.length === 0 ? {} : { minLength: Math.max(...minLengths) }),
    ...(maxLengths.length === 0 ? {} : { maxLength: Math.min(...maxLengths) }),
  };
}
