import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** The TypeScript files below a folder of the repository that are shipped: no tests, no test helpers. */
export function shippedSources(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !/(\.(test|bench)\.ts$|(^|\/)testing\/)/.test(name))
    .toSorted()
    .map((name) => {
      const path = `${folder}/${name}`;
      return { path, text: readFileSync(join(ROOT, path), 'utf8') };
    });
}

/** The same text with comments blanked out, line by line, so that only code is searched. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}
