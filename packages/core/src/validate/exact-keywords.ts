import type { Ajv, KeywordErrorDefinition } from 'ajv';
import {
  AROUND,
  compareDecimals,
  type Decimal,
  type ExactNumbers,
  isMultiple,
  readDecimal,
} from './exact-numbers.ts';
import { EXACT_NOTE } from './exact-schema.ts';

/** What keywords look numbers up in. */
export interface Exactness {
  /** Of the schemas. */
  readonly schemas: ExactNumbers;
  /** Of the row that is being checked. */
  row: ExactNumbers;
}

interface Place {
  readonly parentData?: unknown;
  readonly parentDataProperty?: unknown;
}

type Test = (value: unknown, place: Place) => boolean;

/**
 * Lets the keywords that compare numbers decide by digits, where a number has more of them than a float holds; and as Ajv
 * does where none has.
 */
export function addExactKeywords(ajv: Ajv, exactness: Exactness): void {
  addLimits(ajv, exactness);
  addMultipleOf(ajv, exactness);
  addValues(ajv, exactness);
}

type Compile = (schema: unknown, parent: object) => Test;

interface KeywordForm {
  readonly keyword: string;
  readonly type?: 'number' | 'array';
  /** Ajv's own when absent. */
  readonly error?: KeywordErrorDefinition;
  readonly compile: Compile;
}

function replaceKeyword(ajv: Ajv, { keyword, type, compile, ...form }: KeywordForm): void {
  const known = ajv.getKeyword(keyword);
  const error = form.error ?? (typeof known === 'object' ? known.error : undefined);
  ajv.removeKeyword(keyword);
  ajv.addKeyword({
    keyword,
    ...(type === undefined ? {} : { type }),
    ...(error === undefined ? {} : { error }),
    errors: false,
    compile(schema: unknown, parent: object) {
      const test = compile(schema, parent);
      return (value: unknown, place) => test(value, place ?? {});
    },
  });
}

const SIGNS: Readonly<Record<string, string>> = {
  minimum: '>=',
  maximum: '<=',
  exclusiveMinimum: '>',
  exclusiveMaximum: '<',
};

/** Tells the limit by its digits. */
const LIMIT_ERROR: KeywordErrorDefinition = {
  message({ keyword, schema, parentSchema }) {
    const text: unknown = parentSchema?.[EXACT_NOTE]?.[`/${keyword}`];
    return `must be ${SIGNS[keyword]} ${text ?? schema}`;
  },
};

const LIMITS: Readonly<Record<string, (order: number) => boolean>> = {
  minimum: (order) => order >= 0,
  maximum: (order) => order <= 0,
  exclusiveMinimum: (order) => order > 0,
  exclusiveMaximum: (order) => order < 0,
};

function addLimits(ajv: Ajv, exactness: Exactness): void {
  for (const [keyword, holds] of Object.entries(LIMITS)) {
    replaceKeyword(ajv, {
      // Without a type: to Ajv, 1e400 is no number, and a number that is no number would meet every limit.
      keyword,
      error: LIMIT_ERROR,
      compile(schema, parent) {
        const bound = toDecimal(schema, textAt(exactness.schemas, parent, keyword));
        return (value, place) => {
          if (typeof value !== 'number') return true;
          const text = textOfPlace(exactness.row, place);
          if (text === undefined && !Number.isFinite(value)) return false;
          return holds(compareDecimals(toDecimal(value, text), bound));
        };
      },
    });
  }
}

function addMultipleOf(ajv: Ajv, exactness: Exactness): void {
  const keyword = 'multipleOf';
  replaceKeyword(ajv, {
    keyword,
    type: 'number',
    compile(schema, parent) {
      const exact = textAt(exactness.schemas, parent, keyword);
      const divisor = toDecimal(schema, exact);
      return (value, place) => {
        const text = textOfPlace(exactness.row, place);
        if (text === undefined && exact === undefined) {
          return isFloatMultiple(Number(value), Number(schema));
        }
        return isMultiple(toDecimal(value, text), divisor);
      };
    },
  });
}

/** Ajv's own rule, for floats. */
function isFloatMultiple(value: number, divisor: number): boolean {
  const quotient = value / divisor;
  return quotient === Number.parseInt(String(quotient), 10);
}

function addValues(ajv: Ajv, exactness: Exactness): void {
  const { schemas } = exactness;
  const ofRow = (value: unknown, place: Place): string =>
    writeValue(value, exactness.row, textOfPlace(exactness.row, place));
  replaceKeyword(ajv, {
    keyword: 'const',
    compile(schema, parent) {
      const wanted = writeValue(schema, schemas, textAt(schemas, parent, 'const'));
      return (value, place) => ofRow(value, place) === wanted;
    },
  });
  replaceKeyword(ajv, {
    keyword: 'enum',
    compile(schema) {
      const wanted = new Set(itemTexts(schema, schemas));
      return (value, place) => wanted.has(ofRow(value, place));
    },
  });
  replaceKeyword(ajv, {
    keyword: 'uniqueItems',
    type: 'array',
    error: { message: 'must NOT have duplicate items' },
    compile: (schema) => (value) => {
      const texts = schema === true ? itemTexts(value, exactness.row) : [];
      return new Set(texts).size === texts.length;
    },
  });
}

function itemTexts(list: unknown, exact: ExactNumbers): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((item, i) => writeValue(item, exact, textAt(exact, list, String(i))));
}

/** A JSON value as text: equal values have equal texts. */
function writeValue(value: unknown, exact: ExactNumbers, text: string | undefined): string {
  if (typeof value === 'number') {
    const { digits, exponent } = toDecimal(value, text);
    return `${digits}e${exponent}`;
  }
  if (Array.isArray(value)) return `[${itemTexts(value, exact).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const texts = members.map(
    ([key, part]) => `${JSON.stringify(key)}:${writeValue(part, exact, textAt(exact, value, key))}`,
  );
  return `{${texts.join()}}`;
}

function toDecimal(value: unknown, text: string | undefined): Decimal {
  return readDecimal(text ?? String(value));
}

function textAt(exact: ExactNumbers, parent: object, key: string): string | undefined {
  return exact.get(parent)?.get(key);
}

function textOfPlace(exact: ExactNumbers, place: Place): string | undefined {
  const { parentData, parentDataProperty } = place;
  const isInside = typeof parentData === 'object' && parentData !== null;
  // Of a row that is no more than a number Ajv says that it stands in the text "".
  return isInside
    ? textAt(exact, parentData, String(parentDataProperty))
    : textAt(exact, AROUND, '');
}
