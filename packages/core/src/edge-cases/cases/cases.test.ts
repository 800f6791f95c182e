import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSafeDomain } from '../../locales/safe-ranges.ts';
import type { ValueType } from '../../model/value-type.ts';
import { EDGE_CASE_KINDS } from '../../request/types-edge-cases.ts';
import { isFloat } from '../../validate/exact-numbers.ts';
import { createRowValidator, type RowValidator } from '../../validate/json-schema.ts';
import { allows } from '../domains/allows.ts';
import type { ColumnDomain, EdgeCase, EdgeValue } from '../edge-case.ts';
import { columnCases, identityOf } from './column-cases.ts';
import { BREAKING_TEXTS } from './texts.ts';

const domainOf = (changes: Partial<ColumnDomain>): ColumnDomain => ({
  name: 'x',
  type: { kind: 'string' },
  nullable: false,
  unique: false,
  reference: false,
  fixed: false,
  rules: {},
  ...changes,
});

const casesOf = (domain: ColumnDomain): EdgeCase[] => columnCases(domain, EDGE_CASE_KINDS);
const named = (domain: ColumnDomain, name: string) =>
  casesOf(domain).find((edgeCase) => edgeCase.name === name);

const ALL_RULES: ColumnDomain['rules'] = {
  type: 'type',
  null: 'null',
  values: 'enum',
  min: 'minimum',
  max: 'maximum',
  multipleOf: 'multipleOf',
  minLength: 'minLength',
  maxLength: 'maxLength',
  format: 'format',
};

const FORMATS = ['email', 'uri', 'hostname', 'ipv4', 'ipv6', 'uuid', 'date', 'date-time'];

/** Domains of every kind, with the rules that say so. */
const anyDomain: fc.Arbitrary<ColumnDomain> = fc
  .record({
    type: fc.constantFrom<ValueType>(
      { kind: 'integer' },
      { kind: 'bigint' },
      { kind: 'float' },
      { kind: 'decimal', scale: 2 },
      { kind: 'boolean' },
      { kind: 'date' },
      { kind: 'timestamp' },
      { kind: 'uuid' },
      { kind: 'string' },
      { kind: 'json' },
    ),
    nullable: fc.boolean(),
    low: fc.integer({ min: -1000, max: 1000 }),
    width: fc.nat({ max: 1000 }),
    bounded: fc.boolean(),
    multipleOf: fc.constantFrom(undefined, 1, 5),
    format: fc.constantFrom(undefined, ...FORMATS),
    lengths: fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 90 })),
  })
  .map(({ type, nullable, low, width, bounded, multipleOf, format, lengths }) => {
    const isNumber = ['integer', 'float', 'decimal', 'bigint'].includes(type.kind);
    const value = (number: number) => (type.kind === 'bigint' ? BigInt(number) : number);
    return domainOf({
      type,
      nullable,
      rules: ALL_RULES,
      ...(isNumber && bounded ? { min: value(low), max: value(low + width) } : {}),
      ...(isNumber && multipleOf !== undefined ? { multipleOf } : {}),
      ...(type.kind === 'string' && format !== undefined ? { format } : {}),
      ...(type.kind === 'string' && format === undefined
        ? { text: 'free' as const, minLength: lengths[0], maxLength: lengths[0] + lengths[1] }
        : {}),
    });
  });

/** The domain in the words of JSON Schema. */
function schemaOf(domain: ColumnDomain): Record<string, unknown> {
  const { type, nullable, min, max, multipleOf, minLength, maxLength, format } = domain;
  const types: Readonly<Partial<Record<ValueType['kind'], string>>> = {
    integer: 'integer',
    bigint: 'integer',
    float: 'number',
    decimal: 'number',
    boolean: 'boolean',
  };
  const formats: Readonly<Partial<Record<ValueType['kind'], string>>> = {
    date: 'date',
    timestamp: 'date-time',
    uuid: 'uuid',
  };
  const name = types[type.kind] ?? 'string';
  return {
    type: nullable ? [name, 'null'] : name,
    ...(min === undefined ? {} : { minimum: Number(min) }),
    ...(max === undefined ? {} : { maximum: Number(max) }),
    ...(multipleOf === undefined ? {} : { multipleOf }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...((format ?? formats[type.kind]) ? { format: format ?? formats[type.kind] } : {}),
  };
}

const asJson = ({ type }: ColumnDomain, value: EdgeValue): unknown => {
  if (typeof value === 'bigint') return Number(value);
  const isDecimal = type.kind === 'decimal' && typeof value === 'string';
  return isDecimal && /^-?[\d.]+$/.test(value) ? Number(value) : value;
};

/** Numbers that no float holds are decided by their digits. */
function judge(validate: RowValidator, domain: ColumnDomain, value: EdgeValue) {
  const row = { x: asJson(domain, value) };
  const isExact = typeof row.x === 'number' && typeof value !== 'number' && !isFloat(String(value));
  return validate(row, isExact ? new Map([[row, new Map([['x', String(value)]])]]) : new Map());
}

describe('cases of a column', () => {
  it('that are right satisfy the domain, and its rules by Ajv', () => {
    fc.assert(
      fc.property(anyDomain, (domain) => {
        const validate = createRowValidator({ properties: { x: schemaOf(domain) } });
        for (const { name, value, verdict } of casesOf(domain)) {
          if (verdict === 'invalid' || domain.type.kind === 'json') continue;
          // A multiple of a fraction is beyond binary numbers: 0.07 is no multiple of 0.01 to some.
          if (domain.type.kind === 'float' && domain.multipleOf !== undefined) continue;
          expect([name, value, allows(domain, value)]).toEqual([name, value, true]);
          const failures = judge(validate, domain, value);
          expect([name, value, failures]).toEqual([name, value, []]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('that are wrong are told from right ones by Ajv, and break the rule that they name', () => {
    fc.assert(
      fc.property(anyDomain, (domain) => {
        const validate = createRowValidator({ properties: { x: schemaOf(domain) } });
        for (const { name, value, rule, verdict } of casesOf(domain)) {
          if (verdict === 'valid' || domain.type.kind === 'json') continue;
          const rules = judge(validate, domain, value).map((failure) => failure.rule);
          expect([name, value, rules]).toEqual([
            name,
            value,
            expect.arrayContaining([rule === 'null' ? 'type' : rule]),
          ]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have no value twice, and names that are told apart by their values', () => {
    fc.assert(
      fc.property(anyDomain, (domain) => {
        const cases = casesOf(domain);
        const ids = cases.map(({ verdict, value }) => `${verdict} ${identityOf(value)}`);
        expect(new Set(ids).size).toBe(ids.length);
        const names = cases.map(({ verdict, name }) => `${verdict} ${name}`);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it('break no rule on purpose where there is none', () => {
    fc.assert(
      fc.property(anyDomain, (domain) => {
        const verdicts = casesOf({ ...domain, rules: {} }).map(({ verdict }) => verdict);
        expect(verdicts).not.toContain('invalid');
      }),
    );
  });

  it('are of the kinds that are asked for', () => {
    const domain = domainOf({ text: 'free' });
    const texts = columnCases(domain, ['text']).map(({ rule }) => rule);
    expect(new Set(texts)).toEqual(new Set(['text']));
    expect(columnCases(domain, ['boundaries']).map(({ rule }) => rule)).not.toContain('text');
    expect(columnCases(domain, ['combinations'])).toEqual([]);
  });
});

describe('values of cases', () => {
  const everything = FORMATS.map((format) => domainOf({ format, rules: ALL_RULES }))
    .concat(domainOf({ text: 'free' }))
    .flatMap(casesOf)
    .flatMap(({ value }) => (typeof value === 'string' ? [value] : []));

  it('are accepted by stores: whole characters, no U+0000', () => {
    for (const text of everything) {
      expect(text).not.toContain('\u0000');
      expect([text, text.isWellFormed()]).toEqual([text, true]);
    }
  });

  it('reach nobody', () => {
    const hosts = everything.flatMap((text) =>
      [...text.matchAll(/(?:@|:\/\/)([a-z0-9.-]+\.[a-z-]+)/gi)].map(([, host = '']) => host),
    );
    expect(hosts.length).toBeGreaterThan(20);
    expect(hosts.filter((host) => !isSafeDomain(host))).toEqual([]);
  });

  it('are of many families', () => {
    expect(Object.keys(BREAKING_TEXTS).length).toBeGreaterThan(150);
    const [composed = '', decomposed = ''] = ['accent-composed', 'accent-decomposed'].map(
      (name) => BREAKING_TEXTS[name] ?? '',
    );
    expect(composed).not.toBe(decomposed);
    expect(composed.normalize('NFD')).toBe(decomposed);
  });

  it('count characters, not units of UTF-16', () => {
    const domain = domainOf({ text: 'free', maxLength: 7 });
    const { value } = named(domain, 'longest-in-emoji') ?? {};
    expect([...String(value)]).toHaveLength(7);
    expect(value).toHaveLength(14);
  });

  it.each([
    [{ kind: 'integer' } as const, 'int32-greatest', 2_147_483_647],
    [{ kind: 'bigint' } as const, 'beyond-double', 2n ** 53n + 1n],
    [{ kind: 'float' } as const, 'minus-zero', -0],
    [{ kind: 'float' } as const, 'smallest-subnormal', 5e-324],
    [{ kind: 'decimal', scale: 2 } as const, 'smallest', '0.01'],
    [{ kind: 'decimal', scale: 2 } as const, 'most-digits', '9999999999999.99'],
    [{ kind: 'date' } as const, 'leap-day', '2024-02-29'],
    [{ kind: 'timestamp' } as const, 'epoch', '1970-01-01T00:00:00.000Z'],
    [{ kind: 'uuid' } as const, 'nil-uuid', '00000000-0000-0000-0000-000000000000'],
  ])('of %j: %s is %s', (type, name, value) => {
    expect(named(domainOf({ type }), name)?.value).toBe(value);
  });

  it.each([
    ['berlin-gap', 'Europe/Berlin', 7_200_000],
    ['berlin-overlap', 'Europe/Berlin', 0],
    ['new-york-gap', 'America/New_York', 7_200_000],
    ['new-york-overlap', 'America/New_York', 0],
    ['lord-howe-gap', 'Australia/Lord_Howe', 5_400_000],
    ['lord-howe-overlap', 'Australia/Lord_Howe', 1_800_000],
    ['sao-paulo-gap-at-midnight', 'America/Sao_Paulo', 7_200_000],
    ['apia-skipped-day', 'Pacific/Apia', 90_000_000],
  ])('%s is where clocks of %s jump', (name, timeZone, millisecondsOfAnHour) => {
    const instant = Date.parse(
      String(named(domainOf({ type: { kind: 'timestamp' } }), name)?.value),
    );
    const local = (time: number) =>
      Date.parse(`${new Date(time).toLocaleString('sv', { timeZone }).replace(' ', 'T')}Z`);
    // Half an hour before to half an hour after, on the clocks there.
    expect(local(instant + 1_800_000) - local(instant - 1_800_000)).toBe(millisecondsOfAnHour);
  });
});
