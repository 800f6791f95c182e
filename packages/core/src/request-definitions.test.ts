import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { requestJsonSchema } from './request/json-schema.ts';
import { checkRequest } from './request/parse-request.ts';
import { EXPECTATION_KEYS } from './request/schema-expectation.ts';
import { REQUEST_DEFINITIONS } from './request-definitions.ts';

const { generators, strategies, expectations } = REQUEST_DEFINITIONS;

describe('REQUEST_DEFINITIONS', () => {
  it('makes a JSON Schema that a strict validator compiles, without loose ends', () => {
    const schema = requestJsonSchema(REQUEST_DEFINITIONS);
    expect(() =>
      new Ajv({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(schema),
    ).not.toThrow();
    // Each definition becomes a part of one schema, where a reference of its own would lead nowhere.
    expect(JSON.stringify(schema)).not.toContain('"$ref"');
  });

  it('leaves the common keys of columns and expectations to the request', () => {
    const own = (
      definitions: readonly { name: string; options: { shape: object } }[],
      keys: string[],
    ) => definitions.filter(({ options }) => keys.some((key) => key in options.shape));
    expect(own(generators, ['generator', 'unique', 'nulls'])).toEqual([]);
    expect(own(strategies, ['mask', 'references'])).toEqual([]);
    expect(own(expectations, [...EXPECTATION_KEYS])).toEqual([]);
  });

  it.each(generators.map(({ name }) => [name]))('knows the option that %s has not', (generator) => {
    const column = { generator, noSuchOption: 1 };
    const input = { name: 'x', tables: { t: { rows: 1, columns: { c: column } } } };
    const checked = checkRequest(input, { definitions: REQUEST_DEFINITIONS });
    const messages = checked.ok ? [] : checked.issues.map(({ message }) => message);
    expect(messages).toContain(`generator "${generator}" has no option "noSuchOption"`);
  });
});
