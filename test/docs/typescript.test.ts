import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { codeBlocks, pages, ROOT } from './code-blocks.ts';

/** Below the root, where `@rowmill/core` is found as anybody who installed it finds it. */
const folder = mkdtempSync(join(ROOT, 'test', 'docs', 'blocks-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Pages for users; CONTRIBUTING has a test of its own. */
const blocks = [...pages()]
  .filter(([page]) => page !== 'CONTRIBUTING.md')
  .flatMap(([page, text]) =>
    codeBlocks(text)
      .filter(({ language }) => language === 'ts')
      .map((block) => ({ ...block, title: `${page}:${block.line}` })),
  )
  .map((block, number) => {
    const path = join(folder, `block-${number}.ts`);
    writeFileSync(path, `${block.code}\nexport {};\n`);
    return { ...block, path };
  });

/** What the compiler has against the blocks, by the settings of the tests of this repository. */
function typeErrors(paths: readonly string[]): string[] {
  const config = join(ROOT, 'tsconfig.test.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram([...paths], { ...options, incremental: false });
  return paths
    .map((path) => program.getSourceFile(path))
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ])
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('TypeScript in the documentation', () => {
  it('has the types that it should', () => {
    expect(blocks.length).toBeGreaterThan(1);
    expect(typeErrors(blocks.map(({ path }) => path))).toEqual([]);
  });

  it('would not compile with a table that is not there', () => {
    const path = join(folder, 'wrong.ts');
    writeFileSync(path, blocks[0]?.code.replace("'users', {", "'user', {") ?? '');
    expect(typeErrors([path]).join()).toContain(`'"user"' is not assignable`);
  });

  it.each(blocks)('runs on $title', async ({ path, code }) => {
    const module: unknown = await import(path);
    if (!code.includes('export default')) return;
    const { default: request } = module as { default: unknown };
    const { tables } = parseRequest(request, { definitions: REQUEST_DEFINITIONS });
    expect(Object.keys(tables).length).toBeGreaterThan(0);
  });
});
