import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, filesIn, folderWith, runCli, SMALL_REQUEST } from '../testing/run-cli.ts';

const REQUEST = `${SMALL_REQUEST}  people:
    source: { kind: csv, path: ./people.csv }
    key: id
    columns:
      id: { mask: keep }
      name: { mask: fake.person, by: id }
      email: { mask: fake.email, by: id }
      note: { mask: 'null' }
masking: { key: env:ROWMILL_KEY }
`;
const PEOPLE =
  'id,name,email,note\n1,Vilhelmina Oakenshaw,vilhelmina@mail.example,likes tea\n2,Torben Ashgrove,,\n';
const variables = { ROWMILL_KEY: 'a passphrase of a test' };

describe('rowmill mask', () => {
  it('writes the source tables masked, and says what became of each column', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST, 'people.csv': PEOPLE });
    const { code, stdout } = await runCli(['mask'], { cwd, variables });
    expect(code).toBe(0);
    expect(stdout).toMatch(/name +fake\.person +2 +0\n/);
    expect(stdout).toMatch(/email +fake\.email +1 +1\n/);
    const text = readFileSync(join(cwd, 'rowmill-out/people.ndjson'), 'utf8');
    expect(text).not.toMatch(/Vilhelmina|Oakenshaw|mail\.example|tea|Torben|Ashgrove/i);
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ id, note }) => [id, note])).toEqual([
      ['1', null],
      ['2', null],
    ]);
    expect(rows[1].email).toBeNull();
    expect(filesIn(join(cwd, 'rowmill-out'))).toEqual(['people.ndjson']);
  });

  it('gives the same masks with the same key, others with another', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST, 'people.csv': PEOPLE });
    const masked = async (key: string, store: string): Promise<string> => {
      const args = ['mask', '--format', 'csv', '--out', store, '--store', `.${store}`];
      expect((await runCli(args, { cwd, variables: { ROWMILL_KEY: key } })).code).toBe(0);
      return readFileSync(join(cwd, store, 'people.csv'), 'utf8');
    };
    const first = await masked('one key for the test', 'a');
    expect(await masked('one key for the test', 'b')).toBe(first);
    expect(await masked('another key for the test', 'c')).not.toBe(first);
  });

  it('reports in one event, without a cell of the source', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST, 'people.csv': PEOPLE });
    const result = await runCli(['mask', '--json'], { cwd, variables });
    expect(eventsOf(result).at(-1)).toMatchObject({
      type: 'result',
      rows: 2,
      tables: {
        people: {
          rows: 2,
          columns: expect.arrayContaining([
            { column: 'note', strategy: 'null', masked: 1, nulls: 1 },
          ]),
        },
      },
    });
    expect(result.stdout).not.toContain('Vilhelmina');
  });

  it('goes from file to file where both are text, and else by a dataset in the store', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST, 'people.csv': PEOPLE });
    const masked = async (...args: string[]) =>
      eventsOf(await runCli(['mask', '--json', ...args], { cwd, variables })).at(-1);
    const direct = await masked();
    expect(direct).not.toHaveProperty('dataset');
    expect(existsSync(join(cwd, '.rowmill/datasets'))).toBe(false);
    const stored = await masked('--format', 'parquet');
    expect(stored).toHaveProperty('dataset');
    expect(stored).toMatchObject({ rows: 2 });
  });

  it('tells the line of a bad row, and leaves no file', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST, 'people.csv': `${PEOPLE}3,Vilhelmina\n` });
    const { code, stdout, stderr } = await runCli(['mask'], { cwd, variables });
    expect(code).not.toBe(0);
    expect(stderr).toContain('people.csv:4');
    expect(stdout + stderr).not.toContain('Vilhelmina');
    expect(existsSync(join(cwd, 'rowmill-out'))).toBe(false);
  });

  it('stops where the key is missing, and where there is nothing to mask', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST, 'people.csv': PEOPLE });
    const noKey = await runCli(['mask'], { cwd, variables: { ROWMILL_KEY: '' } });
    expect(noKey.code).toBe(2);
    expect(noKey.stderr).toContain('ROWMILL_KEY is empty');
    const generated = await runCli(['mask', '--table', 'users'], { cwd, variables });
    expect(generated.code).toBe(2);
    expect(filesIn(cwd)).toEqual(['people.csv', 'rowmill.yaml']);
  });
});
