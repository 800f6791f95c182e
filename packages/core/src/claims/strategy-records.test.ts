import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '../mask/catalog.generated.ts';
import { strategyRecords } from './strategy-records.ts';

const records = strategyRecords();

describe('records of strategies', () => {
  it('are there for every strategy, as JSON', () => {
    expect(records.map(({ name }) => name)).toEqual(Object.keys(STRATEGIES));
    expect(JSON.parse(JSON.stringify(records))).toEqual(records);
  });

  it.each(records)('$name describes each of its options', ({ options, summary }) => {
    expect(summary).toMatch(/\.$/);
    for (const { description, name } of options)
      expect(`${name}: ${description}`).toMatch(/: .{5}/);
  });

  it('tell options, defaults and claims', () => {
    const hash = records.find(({ name }) => name === 'hash.hmac');
    expect(hash?.options.find(({ name }) => name === 'length')).toEqual({
      name: 'length',
      required: false,
      description: 'Characters of the token.',
      schema: expect.objectContaining({ type: 'integer', minimum: 8 }),
      default: 32,
    });
    expect(hash?.claims).toMatchObject({ 'hipaa-safe-harbor': 'no', 'gdpr-pseudonymised': 'yes' });
  });
});
