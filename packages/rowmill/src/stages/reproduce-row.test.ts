import { describe, expect, it } from 'vitest';
import { reproduceRow } from './reproduce-row.ts';

const example = (row?: number) => ({
  key: {},
  ...(row === undefined ? {} : { row }),
  rule: 'valuesAreBetween',
  column: 'age',
  values: {},
});

describe('reproduceRow', () => {
  it('asks for the row with what the run was asked with', () => {
    const run = 'rowmill run -f my shop/rowmill.yaml --seed 7 --env ci --scale 0.5 --locale de';
    expect(reproduceRow({ table: 'users', examples: [example(41), example(99)] }, run)).toBe(
      "rowmill preview users --at 41 -f 'my shop/rowmill.yaml' --seed 7 --scale 0.5 --locale de",
    );
  });

  it('asks for an invalid row among invalid ones', () => {
    const check = { name: 'invalidRowsAreTold', table: 'users', examples: [example(41)] };
    expect(reproduceRow(check, 'rowmill run --seed 7')).toContain(
      'rowmill preview users --invalid --at 41 ',
    );
  });

  it('takes a name with an apostrophe for one word', () => {
    expect(reproduceRow({ table: "it's", examples: [example(0)] }, 'rowmill run')).toBe(
      "rowmill preview 'it'\\''s' --at 0",
    );
  });

  it('has nothing to show where rows have no numbers, or none is listed', () => {
    expect(reproduceRow({ table: 'users', examples: [] }, 'rowmill run')).toBeUndefined();
    expect(reproduceRow({ table: 'users', examples: [example()] }, 'rowmill run')).toBeUndefined();
  });
});
