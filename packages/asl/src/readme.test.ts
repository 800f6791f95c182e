import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import * as published from './index.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const ROOT = join(PACKAGE, '..', '..');
const page = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

/**
 * Blocks of code that name a file, written beside one another: where the package is found by its name, and where no
 * other run of the tests looks for any.
 */
const folder = mkdtempSync(join(PACKAGE, 'readme-'));
afterAll(() => rmSync(folder, { recursive: true }));
const files = [...page.matchAll(/^```\w+ +(\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, name = '', code = '']) => {
    writeFileSync(join(folder, name), code);
    return { name, path: join(folder, name), code };
  },
);
const tests = files.filter(({ name }) => name.endsWith('.ts'));

/** The tests that the page shows, run as they stand. */
for (const { name, path } of tests) {
  describe(name, async () => {
    await import(path);
  });
}

describe('README.md', () => {
  it('shows tests', () => {
    expect(tests.map(({ name }) => name)).toEqual([
      'orders.test.ts',
      'state.test.ts',
      'approval.test.ts',
      'durable.test.ts',
    ]);
  });

  it('has the types that it should', () => {
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.test.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const paths = tests.map(({ path }) => path);
    const program = ts.createProgram(paths, { ...options, incremental: false });
    const problems = paths
      .map((path) => program.getSourceFile(path))
      .flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ])
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(problems).toEqual([]);
  });

  it('names only what the package exports', () => {
    const named = [...page.matchAll(/`([a-z]+[A-Z]\w+|LIMITS)`/g)].map(([, name = '']) => name);
    const own = named.filter((name) => !['isAlive', 'isRepeated'].includes(name));
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((name) => !(name in published))).toEqual([]);
  });
});
