import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { redact } from './redact.ts';

describeStrategy(redact, {
  'default options': { accepts: (mask) => expect(mask).toBe('[REDACTED]') },
  'a template': {
    options: { template: '<gelöscht: {type}>' },
    accepts: (mask) => expect(mask).toBe('<gelöscht: REDACTED>'),
  },
  numbered: {
    options: { numbering: true },
    accepts: (mask) => expect(mask).toMatch(/^\[REDACTED-[\da-f]{4}\]$/),
  },
});

describe('redact', () => {
  const maskOne = (value: string, options: object, piiType?: string) =>
    redact.create(
      options,
      testContext(piiType === undefined ? {} : { piiType }),
    )({ values: [value], other: () => [], masked: () => [], firstRow: 0 })[0];

  it('names the kind of personal data', () => {
    expect(maskOne('a', {}, 'us-ssn')).toBe('[US_SSN]');
    expect(maskOne('a', { numbering: true }, 'email')).toMatch(/^\[EMAIL-[\da-f]{4}\]$/);
    expect(maskOne('a', { template: 'gone', numbering: true })).toMatch(/^gone-[\da-f]{4}$/);
  });

  it('numbers equal values alike and hides which were empty', () => {
    expect(maskOne('a', { numbering: true })).toBe(maskOne('a', { numbering: true }));
    expect(maskOne('a', { numbering: true })).not.toBe(maskOne('b', { numbering: true }));
    expect(maskOne('', {})).toBe('[REDACTED]');
  });

  it('depends on the key where it is numbered, and says so', () => {
    expect(redact.propertiesWith({}).family).toBe('removed');
    expect(redact.propertiesWith({ numbering: true })).toMatchObject({
      family: 'keyed',
      keyed: true,
      reveals: 'equality',
    });
  });

  it('refuses a column that is too narrow, without naming a value', () => {
    expect(redact.width({})).toBe('[URL]'.length);
    expect(() => redact.create({}, testContext({ maxLength: 9 }))).toThrow(
      'people.value: the placeholder takes 10 characters, the column only 9 - set a shorter template',
    );
  });
});
