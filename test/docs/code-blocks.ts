import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A block of code of a page. */
export interface CodeBlock {
  readonly language: string;
  /** Name of the file that the block stands for: what follows the language. */
  readonly file: string | undefined;
  readonly code: string;
  /** Line of the page on which the code starts, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page, in order. */
export function codeBlocks(text: string): CodeBlock[] {
  return [...text.matchAll(/^```(\w+)(?: +(\S+))?\n([\s\S]*?)^```$/gm)].map((match) => {
    const [, language = '', file, code = ''] = match;
    const line = text.slice(0, match.index).split('\n').length + 1;
    return { language, file, code, line };
  });
}

/** README and the pages of docs, by path from the root. */
export function pages(): ReadonlyMap<string, string> {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  const names = ['README.md', 'CONTRIBUTING.md', ...docs.sort()];
  return new Map(names.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]));
}

/** Writes the files that a page shows into a new folder, so that its requests find one another and their sources. */
export function writeFiles(blocks: readonly CodeBlock[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-docs-'));
  for (const { file, code } of blocks) {
    if (file === undefined) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  return folder;
}
