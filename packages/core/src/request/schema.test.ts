import { describe, expect, it } from 'vitest';
import { accepted, issueLines, SMALLEST } from './testing/issue-lines.ts';

describe('secrets, targets and tests', () => {
  const withTarget = (target: unknown) =>
    issueLines({ ...SMALLEST, environments: { qa: { lease: '1h', targets: [target] } } });

  it('refuses a key that is written out, without repeating it', () => {
    const [line] = issueLines({ ...SMALLEST, masking: { key: 'hunter2-hunter2-hunter2' } });
    expect(line).toBe(
      'masking.key | a secret is named, not written out: env:NAME, file:path, aws-secrets:ID, aws-kms:env:NAME or aws-kms:file:path',
    );
  });

  it.each([
    [{}, 'kind | the target needs a kind | expected postgres, directory or s3'],
    [
      { kind: 'mysql' },
      'kind | unknown kind of target "mysql": expected postgres, directory or s3',
    ],
    [
      { kind: 'postgres' },
      ' | the target needs a url, or embedded: true | url: env:DATABASE_URL, or embedded: true',
    ],
    [
      { kind: 'postgres', url: 'env:U', embedded: true },
      'url | an embedded server has no url | give either url or embedded: true',
    ],
    [
      { kind: 'postgres', url: 'localhost' },
      'url | expected env:NAME, file:path or postgres://host/database',
    ],
    [
      { kind: 'directory', path: 'x', format: 'cvs' },
      'format | expected "parquet", "csv", "ndjson", "json" or "sql", found "cvs" | did you mean "csv"?',
    ],
    [
      { kind: 'directory', path: 'x', format: 'csv', compression: 'zstd' },
      'compression | compression is of Parquet files, not of csv | choose format: parquet, or leave compression out',
    ],
    [
      { kind: 'directory', path: 'x', format: 'parquet', compression: 'lz4' },
      'compression | expected "snappy", "gzip", "zstd" or "none", found "lz4"',
    ],
    [
      { kind: 's3', url: 'https://lake.s3.amazonaws.com/x', format: 'csv' },
      'url | expected s3://bucket/prefix',
    ],
    [{ kind: 's3', url: 's3://Lake/x', format: 'csv' }, 'url | expected s3://bucket/prefix'],
    [
      { kind: 's3', url: 's3://lake/x', format: 'json', compression: 'gzip' },
      'compression | compression is of Parquet files, not of json | choose format: parquet, or leave compression out',
    ],
    [
      { kind: 'directory', path: 'x', format: 'csv', tables: ['users', 'users'] },
      'tables.1 | "users" is listed twice',
    ],
    [
      { kind: 'directory', path: 'x', format: 'csv', tables: ['user'] },
      'tables.0 | there is no table "user" | did you mean "users"?',
    ],
  ])('refuses the target %j', (target, line) => {
    const [path = '', ...rest] = line.split(' | ');
    const where = ['environments.qa.targets.0', path]
      .filter((part) => part.trim() !== '')
      .join('.');
    expect(withTarget(target)).toEqual([[where, ...rest].join(' | ')]);
  });

  it('lists all tables for a target that names none', () => {
    const target = { kind: 'directory', path: 'out', format: 'csv' };
    const request = accepted({ ...SMALLEST, environments: { qa: { targets: [target] } } });
    expect(request.environments.qa).toEqual({
      leaseMs: 14_400_000,
      targets: [{ ...target, tables: ['users'] }],
    });
  });

  it.each(['s3://lake', 's3://lake/', 's3://my.lake-1/a b/ä'])('takes the bucket %s', (url) => {
    const target = { kind: 's3', url, format: 'ndjson' };
    const request = accepted({ ...SMALLEST, environments: { qa: { targets: [target] } } });
    expect(request.environments.qa?.targets).toEqual([{ ...target, tables: ['users'] }]);
  });

  it.each([
    ['s3://lake/folder/a b.csv', true],
    ['./s3/file.csv', true],
    ['s3://lake', false],
    ['s3://lake/', false],
    ['s3://lake/folder/', false],
    ['s3:/lake/file.csv', false],
    ['s3://L/file.csv', false],
  ])('reads the source %s: %s', (path, isTaken) => {
    const users = { source: { kind: 'csv', path }, columns: { id: { mask: 'keep' } } };
    const lines = issueLines({ name: 'x', tables: { users } });
    const problem = 'tables.users.source.path | expected a path, or s3://bucket/key';
    expect(lines.includes(problem)).toBe(!isTaken);
  });

  it('keeps how Parquet files are compressed', () => {
    const target = { kind: 'directory', path: 'out', format: 'parquet', compression: 'gzip' };
    const request = accepted({ ...SMALLEST, environments: { qa: { targets: [target] } } });
    expect(request.environments.qa?.targets).toEqual([{ ...target, tables: ['users'] }]);
  });

  it('reads the test and its timeout', () => {
    const request = accepted({ ...SMALLEST, test: { command: 'npm test', timeout: '10m' } });
    expect(request.test).toEqual({ command: 'npm test', timeoutMs: 600_000 });
    expect(issueLines({ ...SMALLEST, test: { command: '' } })).toEqual([
      'test.command | must not be empty',
    ]);
  });
});

describe('expectations', () => {
  const expecting = (...expectations: unknown[]) => ({ ...SMALLEST, validation: { expectations } });

  it('takes one column or several', () => {
    const request = accepted(
      expecting(
        { expect: 'valuesAreUnique', table: 'users', column: 'id' },
        { expect: 'valuesAreUnique', table: 'users', columns: ['id'] },
        { expect: 'rowCountIsBetween', table: 'users', rows: 10 },
      ),
    );
    expect(request.validation.expectations).toEqual([
      { expect: 'valuesAreUnique', table: 'users', columns: ['id'], options: {} },
      { expect: 'valuesAreUnique', table: 'users', columns: ['id'], options: {} },
      { expect: 'rowCountIsBetween', table: 'users', columns: [], options: { rows: 10 } },
    ]);
  });

  it.each([
    [
      { expect: 'values-are-uniqe', table: 'users' },
      'expect | unknown expectation "values-are-uniqe" | did you mean "valuesAreUnique"?',
    ],
    [
      { expect: 'valuesAreUnique', table: 'users' },
      ' | expectation "valuesAreUnique" needs column or columns',
    ],
    [
      { expect: 'rowCountIsBetween', table: 'users', column: 'id' },
      ' | expectation "rowCountIsBetween" is about a table, not columns',
    ],
    [
      { expect: 'valuesAreUnique', table: 'user', column: 'id' },
      'table | there is no table "user" | did you mean "users"?',
    ],
    [
      { expect: 'valuesAreUnique', table: 'users', column: 'idd' },
      'column | table "users" has no column "idd" | did you mean "id"?',
    ],
    [{ expect: 'valuesAreUnique', column: 'id' }, 'table | missing key "table" | expected a text'],
  ])('refuses %j', (written, line) => {
    const [path = '', ...rest] = line.split(' | ');
    const where = ['validation.expectations.0', path]
      .filter((part) => part.trim() !== '')
      .join('.');
    expect(issueLines(expecting(written))).toEqual([[where, ...rest].join(' | ')]);
  });
});
