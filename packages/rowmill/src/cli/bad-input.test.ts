import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, filesIn, folderWith, runCli } from './testing/run-cli.ts';

const users = (column: string): string => `name: bad
tables:
  users:
    rows: 5000
    key: id
    columns:
      id: { generator: sequence }
      ${column}
`;

const CYCLE = `name: bad
tables:
  a: { rows: { per: b, count: 2 }, columns: { b_id: { references: b.id } } }
  b: { rows: { per: a, count: 2 }, key: id, columns: { id: sequence } }
`;

/** Ten anchors, each nine times the one before: nine billion words if anybody counted them out. */
function aliasBomb(): string {
  const names = [...'abcdefghij'];
  const lines = names.map((name, i) => {
    const item = i === 0 ? 'x' : `*${names[i - 1]}`;
    return `${name}: &${name} [${Array(9).fill(item).join(',')}]`;
  });
  return `name: bad\n${lines.join('\n')}\n`;
}

const source = (kind: string, path: string): string => `name: bad
tables:
  people:
    source: { kind: ${kind}, path: ./${path} }
    columns: { id: { mask: keep }, name: { mask: redact } }
`;

interface BadInput {
  readonly request: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly code: number;
  readonly message: RegExp;
}

const BAD_REQUESTS: Readonly<Record<string, BadInput>> = {
  'an unknown generator': {
    request: users('email: { generator: internet.emial }'),
    code: 2,
    message:
      /rowmill\.yaml:8:27 {2}unknown generator "internet\.emial" {2}did you mean "internet\.email"\?/,
  },
  'an option of the wrong type': {
    request: users('age: { generator: number.int, min: "ten" }'),
    code: 2,
    message:
      /rowmill\.yaml:8:42 {2}option "min" of generator "number\.int": expected a number, found "ten"/,
  },
  'unique cells in too small a space': {
    request: users('seat: { generator: number.int, min: 1, max: 100, unique: true }'),
    code: 2,
    message: /rowmill\.yaml:8:\d+ .*100 different values.*5,000/,
  },
  'a reference to a missing column': {
    request: users('boss: { references: users.idd }'),
    code: 2,
    message:
      /rowmill\.yaml:8:\d+ {2}table "users" has no column "idd" {2}did you mean "users\.id"\?/,
  },
  'a cycle that cannot be made': {
    request: CYCLE,
    code: 2,
    message: /rowmill\.yaml:3:\d+ {2}tables are counted per one another: a -> b -> a/,
  },
  'an alias bomb': {
    request: aliasBomb(),
    code: 2,
    message: /rowmill\.yaml:3:\d+ {2}aliases make more than 100 copies/,
  },
  'nesting 20,000 levels deep': {
    request: `name: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
    code: 2,
    message: /rowmill\.yaml:1:\d+ {2}nested deeper than 100 levels/,
  },
};

const BAD_DATA: Readonly<Record<string, BadInput>> = {
  'a CSV file with a broken quote': {
    request: source('csv', 'people.csv'),
    files: { 'people.csv': 'id,name\n1,"Kim Lee"\n2,"Jo\n3,Al\n' },
    code: 1,
    message: /people\.csv:3 {2}a quote opens here that is never closed/,
  },
  'an NDJSON file with a bad line': {
    request: source('ndjson', 'people.ndjson'),
    files: { 'people.ndjson': '{"id":1,"name":"a"}\n{"id":2,"name":"b"}\n{"id":3,name}\n' },
    code: 1,
    message: /people\.ndjson:3 {2}not JSON/,
  },
  'a source column that nobody has decided on': {
    request: source('csv', 'people.csv'),
    files: { 'people.csv': 'id,name,email\n1,Kim Lee,kim@example.com\n' },
    code: 4,
    message:
      /rowmill\.yaml:\d+:\d+ {2}the source has this column, but no masking rule decides.*email: \{ mask: fake\.email \}/,
  },
};

describe('a bad request', () => {
  it.each(Object.entries(BAD_REQUESTS))(
    '%s is told with its place, and nothing is written',
    async (_, { request, code, message }) => {
      const cwd = folderWith({ 'rowmill.yaml': request });
      const result = await runCli(['generate', '--json'], { cwd });
      expect(result.stderr).toMatch(message);
      expect(result.code).toBe(code);
      expect(eventsOf(result)).toEqual([
        expect.objectContaining({
          type: 'result',
          ok: false,
          exitCode: code,
          error: expect.objectContaining({ name: 'RequestError' }),
        }),
      ]);
      expect(filesIn(cwd)).toEqual(['rowmill.yaml']);
    },
  );

  it('tells all its problems at once, in the order of the file', async () => {
    const request = users(
      'email: { generator: internet.emial }\n      age: { generator: number.int, min: "ten" }\n      boss: { references: nope.id }',
    );
    const cwd = folderWith({ 'rowmill.yaml': request });
    const { stderr, stdout } = await runCli(['plan'], { cwd });
    expect(stdout).toBe('');
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/:\d+ .*/, '')),
    ).toEqual(['rowmill.yaml:8', 'rowmill.yaml:9', 'rowmill.yaml:10']);
  });

  it('gives GitHub its places', async () => {
    const cwd = folderWith({ 'rowmill.yaml': users('email: { generator: internet.emial }') });
    const { stderr } = await runCli(['plan'], { cwd, variables: { GITHUB_ACTIONS: 'true' } });
    expect(stderr).toMatch(
      /^::error file=rowmill\.yaml,line=8,col=27,title=rowmill::unknown generator/m,
    );
  });
});

describe('bad data', () => {
  it.each(Object.entries(BAD_DATA))(
    '%s stops mask and run, and nothing of it is kept',
    async (_, { request, files = {}, code, message }) => {
      const cwd = folderWith({ 'rowmill.yaml': request, ...files });
      for (const command of ['mask', 'run']) {
        const result = await runCli([command], { cwd });
        expect(result.stderr).toMatch(message);
        expect(result.code).toBe(code);
      }
      // Reports and the audit trail tell of what was stopped, too; canaries hold them to no value.
      const left = filesIn(cwd).filter(
        (file) =>
          !/report\.(html|json|sarif)$|junit\.xml$|summary\.md$|compliance\.(html|json|sig)$/.test(
            file,
          ) && !file.startsWith(join('.rowmill', 'audit')),
      );
      const ofTheRun = left.filter((file) => file.startsWith(join('.rowmill', 'runs')));
      expect(ofTheRun.filter((file) => /parquet|keys|unfinished/.test(file))).toEqual([]);
      expect(left.filter((file) => !ofTheRun.includes(file))).toEqual(
        ['rowmill.yaml', ...Object.keys(files)].sort(),
      );
    },
  );
});

describe('the command line', () => {
  it.each([
    [['plam'], 'unknown command', 'plan'],
    [['plan', '--sede', '4'], 'unknown option', '--seed'],
    [['generate', '--tabel', 'users'], 'unknown option', '--table'],
  ])('%j ends with 2 and a suggestion', async (args, problem, suggestion) => {
    const { code, stderr, stdout } = await runCli(args, { cwd: folderWith() });
    expect(stderr).toContain(problem);
    expect(stderr).toContain(`Did you mean ${suggestion}?`);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('ends --json with a result for wrong usage too', async () => {
    const result = await runCli(['plan', '--json', '--scale', 'x'], { cwd: folderWith() });
    expect(eventsOf(result)).toEqual([
      expect.objectContaining({ type: 'result', ok: false, exitCode: 2 }),
    ]);
  });

  it('says where it looked for a request', async () => {
    const { code, stderr } = await runCli(['plan'], { cwd: folderWith() });
    expect(code).toBe(2);
    expect(stderr).toMatch(/there is no request here: looked for rowmill\.yaml.*run: rowmill init/);
  });

  it('works in another folder with -C, and says when it cannot', async () => {
    const cwd = folderWith({ 'rowmill.yaml': users('name: person.fullName') });
    const elsewhere = await runCli(['-C', cwd, 'preview', 'users', '--rows', '1'], { cwd: '/' });
    expect(JSON.parse(elsewhere.stdout)).toMatchObject({ id: 1 });
    const nowhere = await runCli(['-C', 'nope', 'plan'], { cwd });
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('-C nope: cannot work there (ENOENT)');
  });

  it('shows examples before everything else, and its version', async () => {
    const help = await runCli(['--help'], { cwd: '/' });
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/^Examples:\n {2}rowmill /);
    for (const command of [
      'init',
      'plan',
      'generate',
      'preview',
      'run',
      'validate',
      'mask',
      'doctor',
    ]) {
      const own = await runCli([command, '--help'], { cwd: '/' });
      expect(own.stdout).toMatch(/^Examples:\n/);
      expect(help.stdout).toContain(`\n  ${command} `);
    }
    expect((await runCli(['--version'], { cwd: '/' })).stdout).toMatch(/^rowmill \d+\.\d+\.\d+/);
  });
});
