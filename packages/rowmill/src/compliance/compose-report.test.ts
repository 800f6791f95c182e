import { readFileSync } from 'node:fs';
import { planMasking } from '@rowmill/core/engine';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCompliance } from './compliance-page.ts';
import { composeCompliance } from './compose-report.ts';
import { guarded, guardedShare } from './guarded-count.ts';
import { shownOptions } from './shown-options.ts';
import { CANARY, SAMPLE_INPUT } from './testing/sample-compliance.ts';

const SCHEMA = new URL('../../schema/compliance-report.json', import.meta.url);
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
);
const SAMPLE = composeCompliance(SAMPLE_INPUT);
const PAGE = renderCompliance(SAMPLE, { isSigned: true });

describe('a report', () => {
  test('is what its schema says, and nothing else', () => {
    expect(isValid(SAMPLE), JSON.stringify(isValid.errors)).toBe(true);
    expect(isValid({ ...SAMPLE, extra: 1 })).toBe(false);
    expect(isValid({ ...SAMPLE, version: 2 })).toBe(false);
  });

  test('has every part: who, what, on which decision, with which proof', () => {
    expect(SAMPLE.key).toMatchObject({
      id: '5d41402a',
      version: '2026-11',
      custodian: 'key custodian',
    });
    expect(SAMPLE.zip3?.list).toBe('census 2000 and 2010');
    expect(
      SAMPLE.columns.map(({ column, residualRisk }) => [column, residualRisk.technique]),
    ).toContainEqual(['id', 'pseudonymisation']);
    expect(SAMPLE.claims.map(({ verdict }) => verdict)).toEqual(['earned', 'refused']);
    expect(SAMPLE.claims[1]?.findings.map(({ about }) => about)).toEqual(['patients.id']);
    expect(SAMPLE.exceptions.map(({ column }) => column)).toEqual(['city']);
    expect(SAMPLE.processing?.controller).toBe('Clinic Ltd');
    expect(SAMPLE.proofs[0]?.anonymity).toMatchObject({ k: 6, rowsBelow: '< 10', classes: 812 });
  });

  test('holds no value that somebody wrote into a rule, no key reference, and no small count', () => {
    const json = JSON.stringify(SAMPLE);
    for (const text of [json, PAGE]) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain('CANARY_KEY_NAME');
    }
    expect(SAMPLE.columns.every(({ nulls }) => nulls === '< 10')).toBe(true);
    const [name, , notes] = SAMPLE.proofs[0]?.columns ?? [];
    expect(name).toMatchObject({ survived: 0, byChance: '< 10' });
    expect(notes).toMatchObject({ reservedShare: 'all', detected: { phone: '< 10' } });
  });

  test('tells no small count, whatever was counted', () => {
    const small = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(small, fc.nat(100_000), (few, many) => {
        expect(guarded(few)).toBe('< 10');
        expect(guarded(many + 10)).toBe(many + 10);
        // Neither a part that is small, nor one whose remainder is.
        expect(guardedShare(few, many + 10)).toBeUndefined();
        expect(guardedShare(many + 10, many + 10 + few)).toBeUndefined();
      }),
    );
    expect(guarded(0)).toBe(0);
    expect(guardedShare(50, 200)).toBe(0.25);
  });
});

describe('documents', () => {
  test('are told with the strategies inside of them, and are exceptions where a part stays', () => {
    const [table] = SAMPLE_INPUT.tables;
    if (table === undefined) throw new Error('the sample has no table');
    const paths = { '$.zip': { mask: 'zip3', list: ['036'] }, '$.note': 'redact' };
    const masks = planMasking({
      table: 'patients',
      locale: 'en',
      sourceColumns: ['masked', 'kept', 'rest'].map((name) => ({ name })),
      rules: [
        { column: 'masked', options: { paths } },
        { column: 'kept', options: { paths: { ...paths, '$.city': 'keep' } } },
        { column: 'rest', options: { paths, rest: 'keep' } },
      ].map((rule) => ({ ...rule, strategy: 'json.path', piiType: 'city' })),
    });
    const report = composeCompliance({ ...SAMPLE_INPUT, tables: [{ ...table, masks }] });
    expect(isValid(report), JSON.stringify(isValid.errors)).toBe(true);
    expect(report.columns.map(({ inside }) => inside)).toEqual([
      ['zip3', 'redact'],
      ['zip3', 'redact', 'keep'],
      ['zip3', 'redact'],
    ]);
    expect(report.exceptions.map(({ column }) => column)).toEqual(['kept', 'rest']);
    expect(report.zip3?.list).toBe('of the request');
    expect(renderCompliance(report, { isSigned: true })).toContain('inside: zip3, redact, keep');
  });
});

describe('options of a rule', () => {
  test('tell whether the map of random masks is kept, and no map of values', () => {
    expect(shownOptions({ map: 'burn' })).toEqual({ map: 'burn' });
    expect(shownOptions({ map: 'Jane' }).map).toMatch(/^sha256:/);
  });

  test('are shown where they are numbers, switches and names', () => {
    expect(shownOptions({ by: 'id', keepLast: 4, unique: true, locale: 'de' })).toEqual({
      by: 'id',
      keepLast: 4,
      unique: true,
      locale: 'de',
    });
    expect(shownOptions({ columns: ['a', 'b'] })).toEqual({ columns: ['a', 'b'] });
    expect(shownOptions({ otherwise: { mask: 'redact', x: CANARY } })).toEqual({
      otherwise: { mask: 'redact' },
    });
  });

  test('are told by a digest where they may hold a value', () => {
    const options = {
      value: 'Jane',
      values: ['Jane', 'John'],
      map: { Jane: 'X' },
      when: 'name = "Jane"',
      prefix: 'Mrs Jane',
      list: [12345],
    };
    const shown = shownOptions(options);
    expect(JSON.stringify(shown)).not.toMatch(/Jane|12345/);
    for (const value of Object.values(shown)) expect(value).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(shownOptions({ value: 'Jane' })).toEqual({ value: shown.value });
  });
});

test('the page escapes what stands in it, and runs no script', () => {
  const page = renderCompliance(
    { ...SAMPLE, run: { ...SAMPLE.run, name: '<img src=x onerror=alert(1)>' } },
    { isSigned: false },
  );
  expect(page).not.toContain('<img');
  expect(page).not.toContain('<script');
  expect(page).toContain('default-src &#39;none&#39;');
  expect(page).toContain('is not signed');
});
