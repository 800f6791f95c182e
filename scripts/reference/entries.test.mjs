import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { flowText } from './entries.mjs';

describe('flowText', () => {
  it.each([
    [{ mask: 'null' }],
    [{ generator: 'choice', values: { free: 80, 'very special': 1 } }],
    [{ generator: 'regex', pattern: '[A-Z]{3}-\\d{4}' }],
    [{ generator: 'template', template: 'Dear {{name key="x"}}, it\'s "you"' }],
    [{ generator: 'date.between', from: '2024-01-01', to: '12' }],
    [{ values: [1, true, null, 'true', 'a: b', ''] }],
  ])('writes %j so that YAML reads it back', (value) => {
    expect(parse(flowText(value))).toEqual(value);
  });
});
