import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestJsonSchema } from './json-schema.ts';
import { arbitraryRequest } from './testing/arbitrary-request.ts';
import { issueLines, requestWith, SMALLEST } from './testing/issue-lines.ts';
import { SAMPLE_DEFINITIONS } from './testing/sample-definitions.ts';

const schema = requestJsonSchema(SAMPLE_DEFINITIONS);
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

describe('requestJsonSchema', () => {
  it('is draft-07 that a strict validator takes', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  });

  it('accepts what the request itself accepts', () => {
    fc.assert(
      fc.property(arbitraryRequest, (input) => {
        expect(issueLines(input)).toEqual([]);
        expect([isValid(input), isValid.errors]).toEqual([true, null]);
      }),
    );
  });

  it.each([
    {},
    { ...SMALLEST, sed: 1 },
    { ...SMALLEST, seed: -1 },
    { ...SMALLEST, cleanup: 'sometimes' },
    requestWith({ t: { rows: 'abc', columns: { id: 'uuid' } } }),
    requestWith({ t: { rows: 1, columns: { id: 'uid' } } }),
    requestWith({ t: { rows: 1, columns: { id: { generator: 'date.recent', days: 'x' } } } }),
    requestWith({ t: { rows: 1, columns: { id: { generator: 'date.recent', day: 1 } } } }),
    requestWith({ t: { rows: 1, columns: { id: { mask: 'keep' } } } }),
    requestWith({ t: { rows: { per: 't' }, columns: { id: 'uuid' } } }),
    requestWith({ t: { source: { kind: 'csv' }, columns: { id: 'keep' } } }),
    { ...SMALLEST, environments: { qa: { targets: [{ kind: 'directory', path: 'x' }] } } },
  ])('refuses what the request refuses (%#)', (input) => {
    expect(issueLines(input)).not.toEqual([]);
    expect(isValid(input)).toBe(false);
  });

  it('explains every key of a request', () => {
    const bare = propertiesOf(schema).filter(([, property]) => !isExplained(property));
    // What is left are options of the samples, which have no explanations.
    expect(bare.map(([name]) => name)).toEqual([
      'values',
      'min',
      'max',
      'distribution',
      'expression',
      'type',
      'by',
      'rows',
    ]);
  });
});

/** Every property anywhere in a schema, with its name. */
function propertiesOf(node: unknown): [string, unknown][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
    const below = propertiesOf(value);
    return key === 'properties' ? [...Object.entries(value), ...below] : below;
  });
}

/** Constants such as `kind: csv` explain themselves; a choice may explain its branches. */
function isExplained(property: unknown): boolean {
  const text = JSON.stringify(property);
  return text.includes('"description"') || text.includes('"const"');
}
