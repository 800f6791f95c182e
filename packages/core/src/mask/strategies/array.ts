import { z } from 'zod';
import { readArrayText, writeArrayElement } from '../array-text.ts';
import { isArrayType } from '../column-types.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { JsonProblem, readJsonLeaves, writeJsonLeaf } from '../json-leaves.ts';
import { MaskError } from '../mask-error.ts';
import { type CellPart, maskParts } from '../mask-parts.ts';
import { nestedRuleOption, ruleOf } from '../nested-rule-option.ts';
import { spliceText } from '../splice-text.ts';

/**
 * Masks every element of arrays by one rule: those of PostgreSQL (`{a,"b c",NULL}`, of any dimensions) and those of JSON
 * (`["a","b c",null]`, with all values in them at any depth).
 *
 * Shape: as many elements as there were, in their order; a null element stays null, an element with another mask is
 * written as PostgreSQL or JSON does. How long an array is stays to be seen.
 *
 * @throws MaskError for a value that is no array.
 */
export const array = defineStrategy({
  name: 'array',
  summary: 'Masks every element of arrays by one rule.',
  options: z.strictObject({ each: nestedRuleOption.describe('Rule for every element.') }),
  properties: {
    family: 'composed',
    deterministic: true,
    referential: true,
    injective: false,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    // How many elements there are is a part of the value.
    reveals: 'value',
    leaks: ['length', 'nulls'],
  },
  masksParts: true,
  nested: ({ each }) => [ruleOf(each)],
  fits: (_, sourceType) => isArrayType(sourceType),
  create({ each }, context) {
    const mask = context.nested(ruleOf(each));
    return (column) => {
      const cells = column.values.map((value) =>
        value === null || value.trim() === '' ? [] : elementsOf(value, context),
      );
      const parts = cells.flatMap((elements, row) =>
        elements.map((element): CellPart & { element: Element } => ({
          row,
          value: element.value,
          element,
        })),
      );
      const masks = maskParts(mask, parts, column);
      const masked = new Map(parts.map(({ element }, i) => [element, masks[i] ?? null] as const));
      return column.values.map((value, row) => {
        if (value === null) return null;
        const changes = (cells[row] ?? []).map((element) => ({
          ...element,
          text: element.write(masked.get(element) ?? null),
        }));
        return spliceText(value, changes);
      });
    };
  },
});

/** An element that is not null. */
interface Element {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** As the array has it; as it was where the mask is the value. */
  write(mask: string | null): string;
}

function elementsOf(text: string, context: MaskContext): readonly Element[] {
  const isJson = /^\s*\[/.test(text);
  const elements = ofPostgres(text.trim(), text) ?? (isJson ? ofJson(text) : undefined);
  if (elements !== undefined) return elements;
  throw new MaskError(
    context.table,
    context.column,
    'a value is no array such as {a,"b c",NULL} or ["a","b c",null] - mask the column by another strategy',
  );
}

function ofPostgres(trimmed: string, text: string): readonly Element[] | undefined {
  const offset = text.indexOf(trimmed);
  return readArrayText(trimmed)?.flatMap(({ value, start, end }) =>
    value === null
      ? []
      : [
          {
            value,
            start: offset + start,
            end: offset + end,
            write: (mask: string | null) =>
              mask === value ? trimmed.slice(start, end) : writeArrayElement(mask),
          },
        ],
  );
}

function ofJson(text: string): readonly Element[] | undefined {
  try {
    return readJsonLeaves(text)
      .filter(({ kind }) => kind !== 'null')
      .map((leaf) => ({
        value: leaf.value,
        start: leaf.start,
        end: leaf.end,
        write: (mask) => writeJsonLeaf(leaf, mask, text.slice(leaf.start, leaf.end)),
      }));
  } catch (error) {
    if (error instanceof JsonProblem) return undefined;
    throw error;
  }
}
