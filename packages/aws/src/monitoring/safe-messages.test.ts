import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataError } from '@rowmill/core';
import { CleanUpError, StoreError } from 'rowmill/engine';
import { describe, expect, it } from 'vitest';
import { TargetError } from '../../../rowmill/src/errors.ts';
import { safeErrorNames, safeFailure } from './safe-messages.ts';

const PACKAGES = fileURLToPath(new URL('../../../', import.meta.url));

/** Literal names of all error classes in the sources. */
const declared = new Set(
  ['core', 'rowmill', 'aws'].flatMap((name) => {
    const sources = join(PACKAGES, name, 'src');
    return readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(join(sources, file), 'utf8').matchAll(/override readonly name = '(\w+)'/g),
      ])
      .map(([, literal]) => literal);
  }),
);

describe('the list of errors whose messages are free of data', () => {
  it.each(safeErrorNames())('has %s, which there is', (name) => {
    expect(declared).toContain(name);
  });

  it.each([
    'DataError',
    'TargetError',
    'SourceError',
    'PostgresStartError',
    'QualityGateError',
    'CommandError',
    'TestCommandError',
    'CompressionError',
    'CleanUpError',
    'WorkerError',
    'Error',
  ])('has not %s: it quotes what others say', (name) => {
    expect(safeErrorNames()).not.toContain(name);
  });
});

describe('safeFailure', () => {
  it('tells an error on the list in full', () => {
    const failure = safeFailure(new StoreError('s3://qa', 'is full - make room', { code: 'Slow' }));
    expect(failure).toMatchObject({
      name: 'StoreError',
      message: 's3://qa: is full - make room',
      where: 'place s3://qa, code Slow',
    });
    expect(failure.frames[0]).toMatch(/^ {4}at .*safe-messages\.test\.ts/);
  });

  it('tells of another one where, and the code', () => {
    const error = new TargetError('postgres db/shop', 'Key (id)=(7731) exists', { code: '23505' });
    expect(safeFailure(error)).toMatchObject({
      name: 'TargetError',
      where: 'target postgres db/shop, code 23505',
    });
    expect(safeFailure(error)).not.toHaveProperty('message');
    expect(safeFailure(new DataError('people.csv', 3, 'no number: 7731'))).toMatchObject({
      where: 'origin people.csv, line 3',
    });
  });

  it('tells of a clean-up what may be told of each of its problems', () => {
    const problems = [
      new StoreError('s3://qa', 'is closed'),
      new TargetError('postgres db/shop', 'row 7731 is locked', { code: '55P03' }),
      new TypeError('7731'),
    ];
    expect(safeFailure(new CleanUpError(problems, []))).toMatchObject({
      name: 'CleanUpError',
      where: 's3://qa: is closed; TargetError (target postgres db/shop, code 55P03); TypeError',
    });
  });

  it('looks for the place in what caused an error that has none', () => {
    const cause = Object.assign(new Error('connect 7731'), { code: 'ECONNREFUSED' });
    expect(safeFailure(new Error('7731', { cause })).where).toBe('code ECONNREFUSED');
    const own = new Error('7731');
    own.cause = own;
    expect(safeFailure(own).where).toBe('');
  });
});
