import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, test as anyTest, beforeEach, expect } from 'vitest';
import { TEST_BUILDSPEC } from './buildspec.ts';
import { BUILD_VARIABLES, exportScript, testBuildFiles } from './test-build.ts';

/** `aws s3 cp` between a folder that stands for the buckets and files, or standard input. */
const AWS = `#!/bin/sh
place() { case "$1" in s3://*) echo "$BUCKETS/\${1#s3://}";; *) echo "$1";; esac; }
from=$(place "$4"); to=$(place "$5")
[ "$from" = - ] && from=/dev/stdin
mkdir -p "$(dirname "$to")" && cat "$from" > "$to"
`;

/** Builds run on Linux; other systems have neither `timeout` nor this `date`. */
const test = anyTest.skipIf(process.platform !== 'linux');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowmill-buildspec-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/aws'), AWS);
  chmodSync(join(folder, 'bin/aws'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

const files = testBuildFiles('r1', 'call');
const place = (key: string): string => join(folder, 'buckets/data', key);

function build(command: string, variables: Record<string, string> = {}, seconds = '0') {
  mkdirSync(join(place(files.variables), '..'), { recursive: true });
  writeFileSync(place(files.variables), exportScript(variables));
  const [script] = TEST_BUILDSPEC.phases.build.commands;
  const { status } = spawnSync('bash', ['-c', script.replaceAll('/tmp/', `${folder}/`)], {
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      BUCKETS: join(folder, 'buckets'),
      [BUILD_VARIABLES.bucket]: 'data',
      [BUILD_VARIABLES.run]: 'r1',
      [BUILD_VARIABLES.call]: 'call',
      [BUILD_VARIABLES.command]: command,
      [BUILD_VARIABLES.seconds]: seconds,
    },
  });
  return {
    status,
    result: JSON.parse(readFileSync(place(files.result), 'utf8')),
    output: readFileSync(place(files.log), 'utf8'),
  };
}

test('the command finds the variables of its run, and its output is kept', () => {
  const { status, result, output } = build('echo "to $DATABASE_URL"; echo oh >&2', {
    DATABASE_URL: "postgres://me:it's@h/d",
  });
  expect(output).toBe("to postgres://me:it's@h/d\noh\n");
  expect(result).toEqual({ exitCode: 0, seconds: expect.any(Number), isLate: false });
  expect(status).toBe(0);
});

test('the build fails as its command does', () => {
  const { status, result } = build('exit 3');
  expect(result).toMatchObject({ exitCode: 3, isLate: false });
  expect(status).toBe(3);
});

test('a command that takes too long is ended', () => {
  const { result } = build('sleep 60', {}, '0.2');
  expect(result).toMatchObject({ exitCode: 124, isLate: true });
  expect(result.seconds).toBeGreaterThan(0.15);
  expect(result.seconds).toBeLessThan(30);
});

test('no file with variables is left on the machine of the build', () => {
  build('true', { SECRET: 'x' });
  expect(existsSync(join(folder, 'variables.sh'))).toBe(false);
});

test('any text is a value', () => {
  const texts = fc.string({ unit: 'binary' }).filter((text) => !/[\0\ud800-\udfff]/.test(text));
  fc.assert(
    fc.property(texts, (value) => {
      const script = `${exportScript({ VALUE: value })}printf %s "$VALUE"`;
      expect(String(execFileSync('sh', ['-c', script]))).toBe(value);
    }),
    { numRuns: 25 },
  );
});
