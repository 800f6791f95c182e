import { z } from 'zod';
import { type CompiledColumn, defineGenerator } from '../define.ts';
import { compileField, field } from '../nested/field.ts';
import {
  JSON_ESCAPES,
  jsonColumn,
  jsonObject,
  jsonOfColumn,
  jsonParts,
} from '../nested/json-cells.ts';

const MOST_ITEMS = 64;

/**
 * Any JSON value with templates in it.
 *
 * Shape: JSON. Text may hold placeholders as in `template`; text that is one placeholder and nothing else has the
 * type of what it names: `"{{number.int}}"` is a number. A map `{ $generator: name, ...options }` is made by that
 * generator. What is null is `null`.
 * Unique: by its parts that can be.
 */
export const json = defineGenerator({
  name: 'json',
  summary: 'A JSON value with columns of the row and other generators in it.',
  options: z.strictObject({
    value: z
      .unknown()
      .describe(
        'Any JSON value; texts in it may be templates, { $generator: name } is made by a generator.',
      ),
  }),
  unique: 'choices',
  compile: (cells, { value }) => jsonColumn(cells.program, jsonParts(cells, value)),
});

/**
 * A map of fields, each made by a generator. Persons and places are those of the row.
 *
 * Shape: JSON object with its fields in the order of the request.
 * Unique: by its fields that can be.
 */
export const object = defineGenerator({
  name: 'object',
  summary: 'A nested object, a generator for each field.',
  options: z.strictObject({
    fields: z.record(z.string(), field).describe('Generators by field.'),
  }),
  unique: 'choices',
  compile(cells, { fields }) {
    const { program } = cells;
    const entries = Object.entries(fields).map(
      ([name, definition]) =>
        [name, [jsonOfColumn(program, compileField(cells, name, definition))]] as const,
    );
    return jsonColumn(program, jsonObject(entries));
  },
});

/**
 * A list of items of one generator. Every item has a person and a place of its own.
 *
 * Shape: JSON array of `min` to `max` items.
 * Unique: by its items, where `min` and `max` are the same.
 */
export const array = defineGenerator({
  name: 'array',
  summary: 'A list whose items are made by one generator.',
  options: z.strictObject({
    of: field.describe('Generator of the items: a name, or { generator: name, ...its options }.'),
    min: z.number().int().min(0).max(MOST_ITEMS).default(1).describe('Least number of items.'),
    max: z.number().int().min(0).max(MOST_ITEMS).default(3).describe('Greatest number of items.'),
  }),
  unique: 'choices',
  compile(cells, { of, min, max }): CompiledColumn {
    if (min > max) throw new RangeError(`array: min ${min} exceeds max ${max}; swap the two`);
    if (cells.unique && min < max)
      cells.explain('array: lists of different lengths may be equal where they overlap');
    const { program } = cells;
    const builder = cells.unique && min < max ? cells.free() : cells;
    const items = Array.from({ length: max }, (_, i) =>
      jsonOfColumn(program, compileField(builder.part(`item ${i}`), 'item', of)),
    );
    const chosen = builder.choose('count', max - min + 1);
    const table = Int32Array.from({ length: max - min + 1 }, (_, i) => min + i);
    const counts = program.add('int', (out) => ({ kernel: 'map-int', out, value: chosen, table }));
    const register = program.add(
      'text',
      (out) => ({ kernel: 'json-array', out, counts, items }),
      JSON_ESCAPES,
    );
    return { type: { kind: 'json' }, register };
  },
});
