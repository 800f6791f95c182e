import type { ColumnPlan } from '../checks/column-plan.ts';
import { type NumberPlan, planNumberCheck } from '../checks/number-plan.ts';
import type { TextPlan } from '../checks/text-plan.ts';
import type { Vector } from '../model/batch.ts';
import type { ValueKind, ValueType } from '../model/value-type.ts';
import { type Tag, Tags } from '../readers/read-batch.ts';
import { FINITE, INTEGER } from './columnar-cells.ts';
import type { CellRules } from './columnar-rules.ts';
import { alwaysPasses, type TextShape } from './columnar-shapes.ts';
import { NotColumnarError } from './not-columnar-error.ts';

/** What a plan has to know of a column. */
export interface SchemaColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly vectorKind: Vector['kind'];
  readonly nullable: boolean;
  /** Cells are tagged with what they are, and may be absent. */
  readonly tagged: boolean;
}

type Rest = Omit<ColumnPlan, 'column'>;

const NOTHING = { texts: [], numbers: [], int64: [], notNull: false } satisfies Rest;
/** Besides "absent". */
const ALL_TAGS = 7;

/** Checks of a column of a file; undefined where every cell passes. */
export function planFileColumn(rules: CellRules, isRequired: boolean): Rest | undefined {
  const { tags, texts, numbers } = rules;
  const asksForKind = isRequired || tags.size < ALL_TAGS;
  if (!asksForKind && texts.length + numbers.length === 0) return undefined;
  return {
    ...NOTHING,
    // What no cell may be is not looked into.
    texts: tags.has(Tags.string) ? texts : [],
    numbers: tags.has(Tags.number) ? numbers : [],
    ...(asksForKind ? { tags: new Set([...tags, ...(isRequired ? [] : [Tags.absent])]) } : {}),
  };
}

/** Checks of a column whose values are of one type; undefined where every value passes. */
export function planTypedColumn(rules: CellRules, column: SchemaColumn): Rest | undefined {
  const { tags } = rules;
  const notNull = column.nullable && !tags.has(Tags.null);
  const checks = checksOf(rules, column);
  if (!notNull && checks.texts.length + checks.numbers.length === 0) return undefined;
  return { ...NOTHING, ...checks, notNull };
}

interface Checks {
  readonly texts: readonly TextPlan[];
  readonly numbers: readonly NumberPlan[];
}

/** What values are in JSON. */
const JSON_KINDS: Readonly<Record<ValueKind, 'string' | 'number' | 'boolean' | 'any'>> = {
  string: 'string',
  uuid: 'string',
  timestamp: 'string',
  date: 'string',
  integer: 'number',
  bigint: 'number',
  float: 'number',
  decimal: 'number',
  boolean: 'boolean',
  json: 'any',
};

/** Which kinds of cells a column of such values has. */
const KIND_TAGS: Readonly<Record<(typeof JSON_KINDS)[ValueKind], readonly Tag[]>> = {
  string: [Tags.string],
  number: [Tags.number],
  boolean: [Tags.false, Tags.true],
  any: [Tags.null, Tags.false, Tags.true, Tags.number, Tags.string, Tags.object, Tags.array],
};

function checksOf({ tags, texts, numbers }: CellRules, column: SchemaColumn): Checks {
  const { name, type, vectorKind } = column;
  const kind = JSON_KINDS[type.kind];
  const isOpen = KIND_TAGS[kind].every((tag) => tags.has(tag));
  if (!isOpen || (kind === 'any' && texts.length + numbers.length > 0)) {
    throw new NotColumnarError(`column ${JSON.stringify(name)} of type ${type.kind}`);
  }
  if (kind === 'string') {
    return vectorKind === 'text' ? { texts, numbers: [] } : checksOfShape(texts, column);
  }
  const open = numbers.filter((plan) => !holdsAnyway(plan, column));
  return { texts: [], numbers: kind === 'number' ? open : [] };
}

/** Integers that are stored as such are whole, and finite. */
function holdsAnyway(plan: NumberPlan, { type, vectorKind }: SchemaColumn): boolean {
  const isWhole = (type.kind === 'integer' || type.kind === 'bigint') && vectorKind !== 'text';
  return isWhole && (plan === INTEGER || plan === FINITE);
}

/** Texts that are only written when a row is: all of one shape. */
const SHAPES: Partial<Record<ValueKind, TextShape>> = {
  uuid: { format: 'uuid', example: 'hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh' },
  timestamp: { format: 'date-time', example: 'dddd-dd-ddTdd:dd:dd.dddZ' },
  date: { format: 'date', example: 'dddd-dd-dd' },
};

/** First and last value of four-digit years: beyond them the shape is another one. */
const SHAPE_RANGES: Partial<Record<ValueKind, NumberPlan>> = {
  timestamp: planNumberCheck({
    check: 'range',
    min: -62_167_219_200_000,
    max: 253_402_300_799_999,
  }),
  date: planNumberCheck({ check: 'range', min: -719_528, max: 2_932_896 }),
};

function checksOfShape(texts: readonly TextPlan[], { name, type }: SchemaColumn): Checks {
  if (texts.length === 0) return { texts, numbers: [] };
  const shape = SHAPES[type.kind];
  if (shape === undefined || !texts.every((plan) => alwaysPasses(plan, shape))) {
    throw new NotColumnarError(
      `column ${JSON.stringify(name)} of type ${type.kind}: its text is not known before it is written`,
    );
  }
  const range = SHAPE_RANGES[type.kind];
  return { texts: [], numbers: range === undefined ? [] : [range] };
}
