import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RowmillError } from '@rowmill/core';
import type { Environment } from './interpolate.ts';

/** A secret that a request names cannot be had. The message holds the name, never a value. */
export class SecretError extends RowmillError {
  override readonly name = 'SecretError';
  /** `env:NAME` or `file:path`, as in the request. */
  readonly reference: string;

  constructor(reference: string, problem: string, options?: ErrorOptions) {
    super(`${reference}: ${problem}`, options);
    this.reference = reference;
  }
}

/**
 * The text that `env:NAME` or `file:path` stands for; any other text stands for itself. A file
 * loses one line end at its end, as editors add one.
 *
 * @throws SecretError when the variable is missing or empty, or the file cannot be read.
 */
export async function resolveReference(
  text: string,
  {
    environment,
    baseDirectory,
  }: { readonly environment: Environment; readonly baseDirectory: string },
): Promise<string> {
  if (text.startsWith('env:')) {
    const name = text.slice('env:'.length);
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value) return value;
    const problem = `the variable ${name} is ${value === undefined ? 'not set' : 'empty'}`;
    throw new SecretError(text, `${problem} - set it before the run`);
  }
  if (!text.startsWith('file:')) return text;
  const file = resolve(baseDirectory, text.slice('file:'.length));
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new SecretError(text, `${file} cannot be read (${why})`, { cause });
  });
  const value = content.replace(/\r?\n$/, '');
  if (value === '') throw new SecretError(text, `${file} is empty`);
  return value;
}
