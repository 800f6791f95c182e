import { RequestError } from '@rowmill/core';
import { parseRequest, REQUEST_DEFINITIONS, type Request } from '@rowmill/core/engine';
import { expect, test } from 'vitest';
import { assertRunsOnAws } from './assert-runs-on-aws.ts';
import { secretNames } from './request-secrets.ts';

const USERS = { rows: 10, columns: { id: { generator: 'uuid' } } };

function request(changes: object): Request {
  const input = { name: 'shop', tables: { users: USERS }, ...changes };
  return parseRequest(input, { definitions: REQUEST_DEFINITIONS });
}

function problemsOf(changes: object): readonly string[] {
  const wanted = request(changes);
  try {
    assertRunsOnAws(wanted);
    return [];
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    expect(error.issues.every(({ code, hint }) => code === 'not-on-aws' && hint)).toBe(true);
    return error.issues.map(({ path }) => path.join('.'));
  }
}

const environments = (...targets: object[]) => ({ environments: { qa: { targets } } });
const masked = (source: object) => ({
  tables: { people: { source, columns: { id: 'keep' } } },
});
const LAKE = { kind: 'csv', path: 's3://lake/people.csv' };
const surrogates = (map: string) => ({ mask: 'surrogate.random', map });
const vault = (rule: object) => ({
  tables: { people: { source: LAKE, columns: { id: rule } } },
  masking: { key: 'env:KEY', vault: 'env:VAULT' },
});

test('a request that needs nothing of this machine passes', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf(environments({ kind: 'postgres', url: 'env:SHOP_URL' }))).toEqual([]);
  expect(problemsOf(environments({ kind: 'postgres', url: 'postgres://db.internal/a' }))).toEqual(
    [],
  );
  expect(problemsOf(masked({ kind: 'postgres', url: 'env:LIVE', table: 'people' }))).toEqual([]);
  expect(problemsOf(masked({ kind: 'csv', path: 's3://lake/people.csv' }))).toEqual([]);
  expect(problemsOf(environments({ kind: 's3', url: 's3://lake/qa', format: 'csv' }))).toEqual([]);
  expect(problemsOf({ validation: { schemas: { users: './schemas/user.json' } } })).toEqual([]);
  expect(problemsOf({ test: { command: 'npm test', timeout: '36h' } })).toEqual([]);
});

test.each([
  ['a throw-away server', environments({ kind: 'postgres', embedded: true })],
  ['a folder', environments({ kind: 'directory', path: 'out', format: 'csv' })],
  ['a password in a URL', environments({ kind: 'postgres', url: 'postgres://me:secret@h/d' })],
  ['a secret in a file', environments({ kind: 'postgres', url: 'file:.secret' })],
  ['a local source', masked({ kind: 'csv', path: 'people.csv' })],
  ['a key in a file', { ...masked(LAKE), masking: { key: 'file:.key' } }],
  ['a key that KMS decrypts', { ...masked(LAKE), masking: { key: 'aws-kms:env:BLOB' } }],
  ['a secret of others', { ...masked(LAKE), masking: { key: 'aws-secrets:rowmill/key' } }],
  ['a trail elsewhere', { masking: { audit: { path: 'trail' } } }],
  ['checkpoints elsewhere', { masking: { audit: { outside: 's3://company-audit' } } }],
  ['a signing key in a file', { masking: { audit: { signingKey: 'file:.key' } } }],
  ['a local MySQL password', masked({ kind: 'mysql', url: 'mysql://me:a@h/d', table: 'people' })],
  ['a vault', vault(surrogates('keep'))],
  ['a vault of tokens', vault({ mask: 'token.vault' })],
  [
    'a vault inside another strategy',
    vault({ mask: 'json.path', paths: { '$.a': 'token.vault' } }),
  ],
  ['a schema outside', { validation: { schemas: { users: '../user.json' } } }],
  ['a schema at an absolute path', { validation: { schemas: { users: '/etc/user.json' } } }],
  ['a document of its own', { workflow: 'flow.asl.json' }],
  ['tests that last too long', { test: { command: 'npm test', timeout: '37h' } }],
])('%s is refused', (_, changes) => {
  expect(problemsOf(changes)).toHaveLength(1);
});

test('all that has to change is told at once', () => {
  const problems = problemsOf({
    tables: { people: { source: { kind: 'ndjson', path: 'p.ndjson' }, columns: { id: 'keep' } } },
    masking: { key: 'file:.key' },
    workflow: 'flow.asl.json',
    ...environments(
      { kind: 'directory', path: 'out', format: 'csv' },
      { kind: 'postgres', embedded: true },
    ),
  });
  expect(problems).toEqual([
    'tables.people.source.path',
    'masking.key',
    'environments.qa.targets.0.path',
    'environments.qa.targets.1.url',
    'workflow',
  ]);
});

test('random masks of several tables need one map, also where a table follows another', () => {
  const people = { source: LAKE, columns: { id: surrogates('burn') } };
  const pets = (columns: object) => ({ tables: { people, pets: { source: LAKE, columns } } });
  expect(problemsOf({ tables: { people } })).toEqual([]);
  expect(problemsOf(pets({ id: 'keep' }))).toEqual([]);
  const both = ['tables.people', 'tables.pets'];
  expect(problemsOf(pets({ id: surrogates('burn') }))).toEqual(both);
  const follows = { owner: { mask: 'fk.follow', references: 'people.id' } };
  expect(problemsOf(pets(follows))).toEqual(both);
});

test('a key that nothing is masked by is nobody’s concern', () => {
  expect(problemsOf({ masking: { key: 'aws-kms:env:BLOB' } })).toEqual([]);
});

test('no password is repeated', () => {
  const place = environments({ kind: 'postgres', url: 'postgres://me:hunter2@h/d' });
  expect(() => assertRunsOnAws(request(place))).toThrow(/^(?!.*hunter2)/s);
});

test('secrets are named by class, each once', () => {
  const named = request({
    ...masked({ kind: 'postgres', url: 'env:LIVE', table: 'people' }),
    masking: { key: 'env:KEY', audit: { signingKey: 'env:SIGN' } },
    ...environments({ kind: 'postgres', url: 'env:SHOP' }, { kind: 'postgres', url: 'env:SHOP' }),
  });
  expect(secretNames(named, 'sources')).toEqual(['LIVE']);
  expect(secretNames(named, 'keys')).toEqual(['KEY']);
  expect(secretNames(named, 'targets')).toEqual(['SHOP']);
  expect(secretNames(named, 'audit')).toEqual(['SIGN']);
  const mysql = request(masked({ kind: 'mysql', url: 'env:MARIA', table: 'people' }));
  expect(secretNames(mysql, 'sources')).toEqual(['MARIA']);
  expect(secretNames(request({ masking: { key: 'env:UNUSED' } }), 'keys')).toEqual([]);
});
