import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Environment } from './interpolate.ts';
import { readModule } from './read-module.ts';
import { type ReadFile, readYaml } from './read-yaml.ts';

/** Bytes that a request file may have. */
const MAX_BYTES = 4 * 1024 * 1024;

const DATA_FILES: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json']);
const MODULES: ReadonlySet<string> = new Set(['.ts', '.mts', '.js', '.mjs']);

/** Reads a request file of any form. Every problem becomes an issue. */
export async function readRequestFile(file: string, environment: Environment): Promise<ReadFile> {
  const form = extname(file).toLowerCase();
  const isModule = MODULES.has(form);
  if (!isModule && !DATA_FILES.has(form)) {
    const known = [...DATA_FILES, ...MODULES].join(', ');
    return unreadable(file, 'wrong-file', `a request file ends in ${known}`);
  }
  let text: string;
  try {
    const { size } = await stat(file);
    if (isModule) return await readModule(file);
    if (size > MAX_BYTES) {
      const message = `the file has ${size} bytes; a request has ${MAX_BYTES} at most`;
      return unreadable(file, 'too-large', message);
    }
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    return { ...unreadable(file, 'unreadable-file', fileProblem(cause)), cause };
  }
  return readYaml(file, text, environment);
}

function unreadable(file: string, code: string, message: string): ReadFile {
  return { source: { file, locate: () => undefined }, issues: [{ path: [], code, message }] };
}

function fileProblem(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'this is a folder, not a file';
    case 'EACCES':
      return 'the file may not be read';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'the file is not UTF-8 text';
    default:
      return cause.message;
  }
}
