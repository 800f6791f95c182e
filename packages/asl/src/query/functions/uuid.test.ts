import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random-source.ts';
import { causeOf } from '../testing/answer.ts';
import { uuid } from './uuid.ts';

describe('$uuid', () => {
  it('has the form of version 4, and never comes twice', () => {
    const source = createRandomSource('uuid');
    const values = Array.from({ length: 1000 }, () => uuid(source));
    for (const value of values) {
      expect(value).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }
    expect(new Set(values).size).toBe(1000);
  });

  it('refuses arguments', async () => {
    expect(await causeOf('$uuid(1)')).toBe(
      'threw an error during evaluation. T0410: Argument 1 of function "uuid" does not match function signature',
    );
  });
});
