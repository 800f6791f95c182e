import { expect, it } from 'vitest';
import { shippedSources, withoutComments } from './source-files.ts';

/** What would make two runs of one request differ. Modules of Node are refused by the import rules. */
const IMPURE = [
  /\bMath\.random\b/,
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /(?<!new )\bDate\(\s*\)/,
  /\bperformance\b/,
  // Behind a word and before another one it stands in a list of words.
  /\bprocess\b(?! [a-z])/,
  /\bglobalThis\.(crypto|process)\b/,
  /\b(randomUUID|getRandomValues)\b/,
  /\bset(Timeout|Interval|Immediate)\b/,
  /\bfetch\(/,
];

function impureLines(text: string): string[] {
  return withoutComments(text)
    .split('\n')
    .flatMap((line, index) =>
      IMPURE.some((pattern) => pattern.test(line)) ? [`${index + 1}: ${line.trim()}`] : [],
    );
}

it.each([
  'const now = Date.now();',
  'const now = new Date();',
  'const text = Date();',
  'if (process.env.CI) {',
  'const world = process;',
  'const id = crypto.randomUUID();',
  'const share = Math.random();',
])('notices %s', (line) => {
  expect(impureLines(line)).toEqual([`1: ${line}`]);
});

it.each([
  'const day = new Date(0);',
  '// Date.now() would differ',
  '/* Math.random */ const a = 1;',
  "const words = 'private process product';",
])('lets %s pass', (line) => {
  expect(impureLines(line)).toEqual([]);
});

/** Reads `ROWMILL_ENGINE`, which changes how fast rows come and no byte of them: both engines write the same. */
const ENGINE_CHOICE = 'packages/core/src/wasm/choose-engine.ts';

it('has no clock, no chance and no environment in the core', () => {
  const found = shippedSources('packages/core/src')
    .filter(({ path }) => path !== ENGINE_CHOICE)
    .flatMap(({ path, text }) => impureLines(text).map((line) => `${path}:${line}`));
  expect(found).toEqual([]);
});
