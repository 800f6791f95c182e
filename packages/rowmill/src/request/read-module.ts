import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadFile } from './read-yaml.ts';
import type { RequestSource } from './source-position.ts';

/** A request may use `defineRequest` wherever it lies, and gets that of this very release. */
const ownCore = () => ({ '@rowmill/core': fileURLToPath(import.meta.resolve('@rowmill/core')) });

/**
 * Runs a request written in TypeScript or JavaScript and takes what it exports as default, or as
 * `request`. It is the user's own code, with all that code may do.
 */
export async function readModule(file: string): Promise<ReadFile> {
  const source: RequestSource = { file, locate: () => undefined };
  // Slow to load, and few requests are modules.
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    moduleCache: false,
    alias: ownCore(),
  });
  let module: unknown;
  try {
    module = await jiti.import(resolve(file));
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    const message = `the file cannot be run: ${firstLine(problem)}`;
    return { source, issues: [{ path: [], code: 'module-failed', message }], cause };
  }
  const value = exported(module, 'default') ?? exported(module, 'request');
  if (typeof value === 'object' && value !== null) return { source, value, issues: [] };
  const hint = 'write: export default defineRequest({ ... })';
  const message =
    value === undefined
      ? 'the file exports no request'
      : `the file exports a ${typeof value}, not a request`;
  return { source, issues: [{ path: [], code: 'no-request', message, hint }] };
}

function exported(module: unknown, name: string): unknown {
  if (typeof module !== 'object' || module === null) return undefined;
  return Object.entries(module).find(([key]) => key === name)?.[1];
}

/** Parsers put an excerpt of the code below the message. */
function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
