import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const GENERATORS = '../../../packages/core/src/generate/generators/';

/** TypeScript blocks of "Add a generator in one file": the generator, then its test. */
const [generator, itsTest] = [
  ...readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g),
].map(([, code]) => code ?? '');

/** The block with its imports as they have to be in a folder of test/docs. */
function relocated(code: string): string {
  return code.replaceAll(/from '(\.\.\/.*?)'/g, (_match, path) => `from '${GENERATORS}${path}'`);
}

it('shows a generator and its test', () => {
  expect(generator).toContain('defineGenerator(');
  expect(itsTest).toContain('describeGenerator(');
});

// Importing the test of the page registers its laws here: the page cannot show what does not work.
const folder = mkdtempSync(join(ROOT, 'test', 'docs', 'recipe-'));
try {
  writeFileSync(join(folder, 'airline-seat.ts'), relocated(generator ?? ''));
  writeFileSync(join(folder, 'airline-seat.check.ts'), relocated(itsTest ?? ''));
  await import(join(folder, 'airline-seat.check.ts'));
} finally {
  rmSync(folder, { recursive: true });
}
