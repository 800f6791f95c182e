import { symlink } from 'node:fs/promises';
import { checkRequest, parseRequest } from '@rowmill/core/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { arbitraryRequest } from '../../../core/src/request/testing/arbitrary-request.ts';
import { SAMPLE_DEFINITIONS } from '../../../core/src/request/testing/sample-definitions.ts';
import { readYaml } from './read-yaml.ts';
import { failureLines, failureOf, loadSample } from './testing/failure-of.ts';
import { requestFolder } from './testing/request-folder.ts';

const SMALLEST = 'name: shop\ntables:\n  users:\n    rows: 10\n    columns: { id: uuid }\n';

const BROKEN = `# yaml-language-server: $schema=./node_modules/rowmill/schema/request.json
name: shop
sed: 42
tables:
  users:
    rows: lots
    columns:
      id: { generator: uid }
      email: { generator: internet.email, domian: example.com }
      seen:
        generator: date.recent
        days: \${DAYS}
      city: "\${CITY}"
  orders:
    rows: { per: user, count: { zipf: 1.1, min: 0 } }
    columns:
      user_id: { references: users.idd }
      total: { derive: "a * b", nulls: 2 }
masking: { key: 0123456789abcdef }
environments:
  qa:
    lease: 4 hours
    targets:
      - { kind: directory, path: ./lake, format: cvs }
      - kind: postgres
`;

describe('loadRequest', () => {
  it('gives the normal form, the folder and places', async () => {
    const folder = await requestFolder({ 'rowmill.yaml': SMALLEST });
    const loaded = await loadSample(`${folder}/rowmill.yaml`);
    expect(loaded.directory).toBe(folder);
    expect(loaded.file).toBe(`${folder}/rowmill.yaml`);
    expect(loaded.request.tables.users?.key).toEqual(['id']);
    expect(loaded.locate(['tables', 'users', 'rows'])).toEqual({ line: 4, column: 11, length: 2 });
    expect(loaded.imports).toEqual({});
  });

  it('reports everything at once, in the order of the file', async () => {
    const folder = await requestFolder({ 'rowmill.yaml': BROKEN });
    expect(await failureLines(folder, 'rowmill.yaml', { DAYS: 'many' })).toEqual([
      'rowmill.yaml:3:1  unknown key "sed"  did you mean "seed"?',
      'rowmill.yaml:6:11  expected a whole number such as 1000, "10k" or "1.5M", found "lots"',
      'rowmill.yaml:8:24  unknown generator "uid"  did you mean "uuid"?',
      'rowmill.yaml:9:43  generator "internet.email" has no option "domian"  did you mean "domain"?',
      'rowmill.yaml:12:15  option "days" of generator "date.recent": expected a number, found "many"',
      'rowmill.yaml:13:13  the variable CITY is not set  set it, or give a default: ${CITY:-...}',
      'rowmill.yaml:15:18  there is no table "user"  did you mean "users"?',
      'rowmill.yaml:15:24  missing key "max"  expected a whole number such as 1000, "10k" or "1.5M"',
      'rowmill.yaml:17:30  table "users" has no column "idd"  did you mean "users.id"?',
      'rowmill.yaml:18:40  expected a number of at most 1, found 2',
      'rowmill.yaml:19:17  a secret is named, not written out: env:NAME, file:path, aws-secrets:ID, aws-kms:env:NAME or aws-kms:file:path',
      'rowmill.yaml:22:12  expected a duration such as 30s, 15m, 4h or 2d, found "4 hours"',
      'rowmill.yaml:24:50  expected "parquet", "csv", "ndjson", "json" or "sql", found "cvs"  did you mean "csv"?',
      'rowmill.yaml:25:9  the target needs a url, or embedded: true  url: env:DATABASE_URL, or embedded: true',
    ]);
  });

  it('can show each problem in its line', async () => {
    const text = SMALLEST.replace('uuid', '{ generator: uid }').replace('rows:', 'rows:\t');
    const folder = await requestFolder({ 'rowmill.yaml': text });
    const error = await failureOf(`${folder}/rowmill.yaml`);
    expect(error.explain().replaceAll(`${folder}/`, '')).toBe(
      [
        'unknown generator "uid"',
        ' --> rowmill.yaml:5:33',
        '  |',
        '5 |     columns: { id: { generator: uid } }',
        '  |                                 ^^^',
        '  = did you mean "uuid"?',
      ].join('\n'),
    );
  });

  it('never repeats a secret', async () => {
    const text = `${SMALLEST}masking: { key: hunter2-hunter2-hunter2 }\n`;
    const folder = await requestFolder({ 'rowmill.yaml': text });
    expect((await failureOf(`${folder}/rowmill.yaml`)).message).not.toContain('hunter2');
  });

  it('keeps secret references as they are', async () => {
    const text = `${SMALLEST}masking: { key: env:KEY }\n`;
    const folder = await requestFolder({ 'rowmill.yaml': text });
    const { request } = await loadSample(`${folder}/rowmill.yaml`, { KEY: 'value of the key' });
    expect(JSON.stringify(request)).not.toContain('value of the key');
    expect(request.masking.key).toBe('env:KEY');
  });

  it.each([
    ['gone.yaml', undefined, 'gone.yaml  there is no such file'],
    ['x.toml', '', 'x.toml  a request file ends in .yaml, .yml, .json, .ts, .mts, .js, .mjs'],
    ['x.yaml', new Uint8Array([0x61, 0x3a, 0xff]), 'x.yaml  the file is not UTF-8 text'],
    [
      'x.yaml',
      ' '.repeat(4 * 1024 * 1024 + 1),
      'x.yaml  the file has 4194305 bytes; a request has 4194304 at most',
    ],
    ['x.json', '[1]', 'x.json:1:1  a request is a map with name and tables, found a list'],
  ])('says what is wrong with %s', async (file, content, line) => {
    const folder = await requestFolder(content === undefined ? {} : { [file]: content });
    expect(await failureLines(folder, file)).toEqual([line]);
  });

  it('reads what was written in YAML and in JSON as the same request', () => {
    fc.assert(
      fc.property(arbitraryRequest, (input) => {
        const expected = parseRequest(input, { definitions: SAMPLE_DEFINITIONS });
        for (const text of [stringify(input), JSON.stringify(input, null, 2)]) {
          const { value, issues } = readYaml('rowmill.yaml', text, {});
          const read = checkRequest(value, { definitions: SAMPLE_DEFINITIONS });
          expect([issues, read]).toEqual([[], { ok: true, request: expected }]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('imports', () => {
  const importing = (path: string, rest = '') =>
    `name: shop\nimports: { other: ${path} }\ntables:\n  orders:\n    rows: 5\n    columns: { user_id: { references: other.users.id }${rest} }\n`;

  it('are read from beside the file that names them, each once', async () => {
    const folder = await requestFolder({
      'shop/rowmill.yaml': importing('../identity/rowmill.yaml').replace(
        '{ other:',
        '{ same: ../identity/../identity/rowmill.yaml, other:',
      ),
      'identity/rowmill.yaml': SMALLEST,
    });
    const { imports } = await loadSample(`${folder}/shop/rowmill.yaml`);
    expect(imports.other?.directory).toBe(`${folder}/identity`);
    expect(imports.other).toBe(imports.same);
  });

  it('report their own problems beside those of the importing file', async () => {
    const folder = await requestFolder({
      'a.yaml': importing('b.yaml', ', x: uid'),
      'b.yaml': SMALLEST.replace('uuid', 'uid'),
    });
    expect(await failureLines(folder, 'a.yaml')).toEqual([
      'b.yaml:5:20  unknown generator "uid"  did you mean "uuid"?',
      'a.yaml:6:60  unknown generator "uid"  did you mean "uuid"?',
    ]);
  });

  it('must have the table and the column', async () => {
    const folder = await requestFolder({
      'a.yaml': importing('b.yaml').replace('users.id', 'users.idd'),
      'b.yaml': SMALLEST,
    });
    expect(await failureLines(folder, 'a.yaml')).toEqual([
      'a.yaml:6:39  table "other.users" has no column "idd"  did you mean "other.users.id"?',
    ]);
  });

  it('may be missing, which is said at their name', async () => {
    const folder = await requestFolder({ 'a.yaml': importing('gone.yaml') });
    expect(await failureLines(folder, 'a.yaml')).toEqual(['gone.yaml  there is no such file']);
  });

  it('must not go in a circle, however it is written', async () => {
    const folder = await requestFolder({
      'a.yaml': importing('b.yaml'),
      'b.yaml': importing('link.yaml'),
    });
    await symlink(`${folder}/a.yaml`, `${folder}/link.yaml`);
    expect(await failureLines(folder, 'a.yaml')).toEqual([
      'b.yaml:2:19  imports go in a circle: a.yaml -> b.yaml -> link.yaml',
    ]);
    const self = await requestFolder({ 'a.yaml': importing('./a.yaml') });
    expect(await failureLines(self, 'a.yaml')).toEqual([
      'a.yaml:2:19  imports go in a circle: a.yaml -> a.yaml',
    ]);
  });
});

describe('requests in TypeScript', () => {
  const load = async (file: string, content: string) => {
    const folder = await requestFolder({ [file]: content });
    return { folder, file: `${folder}/${file}` };
  };
  const object = "{ name: 'shop', tables: { users: { rows: 1e3, columns: { id: 'uuid' } } } }";

  it.each([
    [
      'rowmill.config.ts',
      `type X = { name: string };\nconst x: X & Record<string, unknown> = ${object};\nexport default x;`,
    ],
    [
      'rowmill.config.ts',
      `import { defineRequest } from '@rowmill/core';\nexport default defineRequest(${object});`,
    ],
    ['rowmill.config.mts', `export const request = ${object} as const;`],
    ['rowmill.config.mjs', `export default ${object};`],
    ['rowmill.config.js', `export default ${object};`],
  ])('loads %s', async (name, content) => {
    const { file } = await load(name, content);
    const { request, locate } = await loadSample(file);
    expect(request.tables.users).toMatchObject({ rows: { kind: 'fixed', rows: 1000 } });
    expect(locate(['name'])).toBeUndefined();
  });

  it('may compute, import and be imported', async () => {
    const folder = await requestFolder({
      'rowmill.yaml':
        'name: y\nimports: { c: ./rowmill.config.ts }\ntables: { t: { rows: 1, columns: { u: { references: c.users.id } } } }\n',
      'rowmill.config.ts':
        "import { rows } from './rows.ts';\nexport default { name: 'shop', tables: { users: { rows, columns: { id: 'uuid' } } } };",
      'rows.ts': 'export const rows: number = 7 * 6;',
    });
    const { imports } = await loadSample(`${folder}/rowmill.yaml`);
    expect(imports.c?.request.tables.users).toMatchObject({ rows: { rows: 42 } });
  });

  it.each([
    [
      `export default ${object.replace("'uuid'", "'uid'")}`,
      'tables.users.columns.id: unknown generator "uid"  did you mean "uuid"?',
    ],
    [
      `export default ${object.replace("'uuid'", '() => 1')}`,
      'tables.users.columns.id: expected plain data, found a function',
    ],
    [
      `export default () => (${object})`,
      'the file exports a function, not a request  write: export default defineRequest({ ... })',
    ],
    [
      'export const other = 1',
      'the file exports no request  write: export default defineRequest({ ... })',
    ],
    ["throw new Error('no luck')", 'the file cannot be run: no luck'],
  ])('refuses %s', async (content, line) => {
    const { folder } = await load('rowmill.config.ts', content);
    expect(await failureLines(folder, 'rowmill.config.ts')).toEqual([`rowmill.config.ts  ${line}`]);
  });

  it('says why a file cannot be parsed', async () => {
    const { folder } = await load('rowmill.config.ts', 'export default {');
    const [line] = await failureLines(folder, 'rowmill.config.ts');
    expect(line).toMatch(/^rowmill\.config\.ts {2}the file cannot be run: .+/);
  });
});
