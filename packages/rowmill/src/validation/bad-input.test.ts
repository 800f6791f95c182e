import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateOne } from '../testing/validate-one.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-bad-input-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

const path = (name: string): string => join(directory, name);
const FLAT = {
  type: 'object',
  properties: { id: { type: 'integer' }, n: { type: 'number', maximum: 9007199254740992 } },
};

async function check(name: string, content: string | Uint8Array, schema: unknown = FLAT) {
  await writeFile(path(name), content);
  const text = typeof schema === 'string' ? schema : JSON.stringify(schema);
  await writeFile(path('schema.json'), text);
  const { rows, failures } = await validateOne({
    file: path(name),
    schemaFile: path('schema.json'),
  });
  return {
    rows,
    found: failures.map(({ row, line, rule, column, message }) => [
      row ?? 0,
      line ?? 0,
      `${rule} ${column}`,
      message,
    ]),
  };
}

describe.each([
  ['by columns', FLAT],
  ['row by row', { ...FLAT, not: { const: 'never' } }],
])('rows %s', (_, schema) => {
  it('with a key that stands twice are unreadable', async () => {
    const twice = 'the key "id" stands twice in one object - keep one of them';
    const lines = [
      '{"id":1,"n":1}',
      '{"id":"x","n":1,"id":2}',
      '{"id":3,"n":1,"i\\u0064":3}',
      '{"n":1,"id":4}',
    ];
    const ndjson = await check('twice.ndjson', lines.join('\n'), schema);
    expect(ndjson).toEqual({
      rows: 4,
      found: [
        [2, 2, 'readable ', `column 17: ${twice}`],
        [3, 3, 'readable ', `column 15: ${twice}`],
      ],
    });
    const json = await check('twice.json', `[\n${lines.join(',\n')}]`, schema);
    expect(json.found).toEqual([
      [2, 3, 'readable ', twice],
      [3, 4, 'readable ', twice],
    ]);
  });

  it('are told by the digits of their numbers', async () => {
    const numbers = [
      '9007199254740992',
      '9007199254740993',
      '9007199254740992.5',
      '1e400',
      '-1e400',
      '9007199254740992.0',
    ];
    const ndjson = await check('n.ndjson', numbers.map((n) => `{"n":${n}}`).join('\n'), schema);
    const rows = (found: { found: unknown[][] }) => [...new Set(found.found.map(([row]) => row))];
    expect(rows(ndjson)).toEqual([2, 3, 4, 5]);
    expect(rows(await check('n.json', `[${numbers.map((n) => `{"n":${n}}`)}]`, schema))).toEqual([
      2, 3, 4, 5,
    ]);
    expect(
      rows(await check('n.csv', `n,id\n${numbers.map((n) => `${n},1`).join('\n')}\n`, schema)),
    ).toEqual([2, 3, 4, 5]);
    const whole = ['1.00000000000000000001', '12345678901234567890', '1.0'];
    const ids = await check('id.ndjson', whole.map((n) => `{"id":${n}}`).join('\n'), schema);
    expect(ids.found).toMatchObject([
      [1, 1, 'type /id', expect.stringContaining('must be integer')],
    ]);
  });

  it('that are not UTF-8 are told with their byte', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"id":1}\n{"id":'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('}\n{"id":3}\n'),
    ]);
    expect(await check('bytes.ndjson', bytes, schema)).toEqual({
      rows: 3,
      found: [[2, 2, 'readable ', 'byte 7: is not UTF-8']],
    });
  });

  it('of CSV are told apart where they are ragged, unclosed or hold a NUL', async () => {
    const text = 'id,n\n1,1\n2\n3,3,3\n4,\u0000\n5,5\n6,"6\n';
    const { found, rows } = await check('bad.csv', text, schema);
    expect(rows).toBe(6);
    expect(found).toEqual([
      [2, 3, 'readable ', 'has 1 cells where the header names 2 columns'],
      [3, 4, 'readable ', 'has 3 cells where the header names 2 columns'],
      [4, 5, 'readable ', 'a NUL byte stands in a cell - save the file as UTF-8 text, without NUL'],
      [6, 7, 'readable ', expect.stringContaining('a quote is opened and never closed')],
    ]);
  });

  it('may have a byte order mark and CR LF', async () => {
    const good = '{"id":1}\r\n{"id":2}\r\n';
    expect(await check('mark.ndjson', `\uFEFF${good}`, schema)).toEqual({ rows: 2, found: [] });
    expect(await check('mark.csv', '\uFEFFid,n\r\n1,1\r\n', schema)).toEqual({
      rows: 1,
      found: [],
    });
  });

  it('may be none, but a CSV file has a header and JSON a value', async () => {
    expect(await check('empty.ndjson', '', schema)).toEqual({ rows: 0, found: [] });
    expect((await check('empty.csv', '', schema)).found).toMatchObject([
      [0, 1, 'readable ', expect.stringContaining('the file is empty')],
    ]);
    expect((await check('empty.json', '', schema)).found).toMatchObject([
      [0, 1, 'readable ', expect.stringContaining('ends where a value should be')],
    ]);
  });

  it('may be nested as deeply as they like', async () => {
    const deep = (levels: number): string =>
      `{"id":1,"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(await check('deep.ndjson', `${deep(100)}\n${deep(100_000)}\n`, schema)).toEqual({
      rows: 2,
      found: [],
    });
  });
});

describe('a schema file', () => {
  const refused = async (schema: unknown): Promise<string> =>
    check('one.ndjson', '{}\n', schema).then(
      () => 'accepted',
      (error: Error) => error.message,
    );

  it('that recurs follows a row to the end of the stack and says so', async () => {
    const tree = { properties: { a: { $ref: '#' } } };
    const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect(await check('tree.ndjson', `${deep(100)}\n${deep(100_000)}\n`, tree)).toMatchObject({
      rows: 2,
      found: [[2, 2, 'nesting ', 'is nested too deeply to be checked']],
    });
  });

  it('is refused with the place where it is no schema', async () => {
    expect(await refused('[1]')).toContain('is not a JSON Schema');
    expect(await refused('{"type": }')).toMatch(/schema\.json:1:10 {2}is not JSON/);
    expect(await refused('{"type":"object",\n "type":"array"}')).toMatch(
      /schema\.json:2:2 {2}the key "type" stands twice/,
    );
    expect(await refused(`${'{"items":'.repeat(100_000)}{}${'}'.repeat(100_000)}`)).toContain(
      'nested too deeply',
    );
    expect(await refused({ $ref: '#' })).toContain('#/$ref  leads back to where it came from');
  });

  it('names a file that is not there with its own place and the path looked for', async () => {
    const message = await refused(
      '{"properties": {\n  "a": {"$ref": "gone.json#/x"},\n  "b": {"$ref": "lost.json"}}}',
    );
    expect(message).toContain(
      `schema.json#/properties/a/$ref  line 2, column 17: "gone.json" names a file: ${path('gone.json')}`,
    );
    expect(message).toContain('line 3, column 17: "lost.json"');
    expect(
      await refused({
        examples: [{ $ref: 'gone.json' }],
        properties: { $ref: { const: { $ref: 'gone.json' } } },
      }),
    ).toBe('accepted');
  });

  it('keeps the digits of its limits', async () => {
    const schema = '{"properties": {"n": {"maximum": 9007199254740993}}}';
    const { found } = await check(
      'limit.ndjson',
      '{"n":9007199254740993}\n{"n":9007199254740994}\n',
      schema,
    );
    expect(found).toMatchObject([[2, 2, 'maximum /n', 'must be <= 9007199254740993']]);
  });
});

describe('a file of keywords', () => {
  const FILE = 'even: { expression: value % parameter == 0 }\n';
  const validate = async (keywords: string, schema = '{"properties":{"n":{"even":2}}}') => {
    await writeFile(path('rows.ndjson'), '{"n":2}\n{"n":3}\n');
    await writeFile(path('even.json'), schema);
    await writeFile(path('keywords.yaml'), keywords);
    const keywordsFile = path('keywords.yaml');
    return validateOne({ file: path('rows.ndjson'), schemaFile: path('even.json'), keywordsFile });
  };

  it('is asked, and named in the command that checks a row again', async () => {
    const { failures } = await validate(FILE);
    expect(failures).toMatchObject([{ row: 2, rule: 'even', column: '/n' }]);
    expect(failures[0]?.reproduce).toContain(`--keywords ${path('keywords.yaml')}`);
  });

  it('is refused with its places', async () => {
    await expect(validate('even: { expression: value % }\n')).rejects.toThrow(
      /keywords\.yaml#\/even\/expression {2}not an expression/,
    );
    await expect(validate('even: { test: x }\n')).rejects.toThrow(/keywords\.yaml#\/even/);
    await expect(validate(FILE, '{"properties":{"n":{"evn":2}}}')).rejects.toThrow(
      /did you mean "even"\?/,
    );
  });
});
