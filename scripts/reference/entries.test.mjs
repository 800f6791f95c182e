import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { expectationEntry, flowText, generatorEntry, strategyEntry } from './entries.mjs';

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

describe('entries', () => {
  const options = { shape: {} };
  const properties = {
    family: 'keyed',
    keyed: true,
    referential: true,
    injective: false,
    reversible: 'no',
    reveals: 'equality',
    leaks: ['frequency'],
  };

  it('show values where there are some, and stand without', () => {
    const seat = [{ name: 'seat', summary: 'Seat.', unique: 'never', options }];
    const example = { type: { kind: 'string' }, values: ['1A', '2B'] };
    expect(generatorEntry(seat, {}, example).join('\n')).toContain('Values: `1A`, `2B`');
    expect(generatorEntry(seat, {}, undefined).join('\n')).not.toContain('Values');
  });

  it('tell the properties of a strategy with and without an example', () => {
    const hide = {
      name: 'hide',
      summary: 'Hides.',
      options,
      properties,
      propertiesWith: () => ({ ...properties, keyed: false }),
    };
    const example = { options: {}, pairs: [['x', null]] };
    expect(strategyEntry(hide, {}, example)).toContain('`x` becomes null');
    expect(strategyEntry(hide, {}, example).join()).toContain(
      '| `{ mask: hide }` | keyed | none |',
    );
    expect(strategyEntry(hide, {}, undefined).join()).toContain(
      '| `{ mask: hide }` | keyed | needed |',
    );
  });

  it('tell what an expectation is about', () => {
    const item = { name: 'rows-are-few', summary: 'Few rows.', columns: 'none', options };
    expect(expectationEntry(item, {}, undefined).join()).toContain('about the table as a whole');
  });
});
