import { describe, expect, it } from 'vitest';
import { schemaText } from './write-request-schema.mjs';

describe('schemaText', () => {
  it('keeps the order of keys and ends with a line end', () => {
    const text = schemaText({ type: 'object', properties: { b: {}, a: {} } });
    expect(text.endsWith('}\n')).toBe(true);
    expect(text.indexOf('"b"')).toBeLessThan(text.indexOf('"a"'));
    expect(JSON.parse(text)).toEqual({ type: 'object', properties: { b: {}, a: {} } });
  });
});
