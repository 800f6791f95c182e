import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withoutComments } from './source-files.ts';

const SOURCES = fileURLToPath(new URL('../../packages/core/src/', import.meta.url));

/** Imports and re-exports that are still there when types are gone; `import()` waits until somebody calls it. */
function loadedBy(text: string): string[] {
  const statements =
    /^(?:import|export)\s+(?!type\s)(?:[\w*\s,]*(?:\{[^}]*\})?\s*from\s+)?'([^']+)';/gm;
  return [...withoutComments(text).matchAll(statements)].flatMap(([, from = '']) => from);
}

/** Names of the packages that a door loads, directly or through its files; `node:*` among them. */
function packagesBehind(door: string): string[] {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const open = [join(SOURCES, door)];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const from of loadedBy(readFileSync(file, 'utf8'))) {
      if (!from.startsWith('.')) packages.add(packageOf(from));
      else if (existsSync(join(dirname(file), from))) open.push(join(dirname(file), from));
      else throw new Error(`${file} imports ${from}, which is not there`);
    }
  }
  return [...packages].toSorted();
}

const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

it.each([
  ["import { z } from 'zod';", ['zod']],
  ["import z, {\n  type Infer,\n} from 'zod';", ['zod']],
  ["import { type Infer } from 'zod';", ['zod']],
  ["import 'zod';", ['zod']],
  ["export * from './a.ts';\nexport { b } from './b.ts';", ['./a.ts', './b.ts']],
])('sees that %j loads something', (text, expected) => {
  expect(loadedBy(text)).toEqual(expected);
});

it.each([
  "import type { z } from 'zod';",
  "export type { z } from 'zod';",
  "const { z } = await import('zod');",
  "// import { z } from 'zod';",
])('sees that %j loads nothing', (text) => {
  expect(loadedBy(text)).toEqual([]);
});

it.each([
  ['index.ts', []],
  ['kernels.ts', []],
  ['masks.ts', ['node:crypto']],
  ['json-schema.ts', ['@eslint-community/regexpp', 'ajv', 'ajv-formats', 'jsep']],
])('loads few packages behind %s, which has to start fast', (door, expected) => {
  expect(packagesBehind(door)).toEqual(expected);
});

it('loads no validator behind engine.ts: few commands check rows', () => {
  const packages = packagesBehind('engine.ts');
  expect(packages).toContain('zod');
  expect(packages.filter((name) => name.startsWith('ajv'))).toEqual([]);
});
