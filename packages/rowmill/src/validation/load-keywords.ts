import { readFile } from 'node:fs/promises';
import { parseKeywords } from '@rowmill/core/engine';
import { type KeywordExpressions, SchemaError } from '@rowmill/core/json-schema';
import { parseDocument } from 'yaml';
import { explainReadError } from './text-chunks.ts';

/**
 * Reads a file of keywords, JSON or YAML.
 *
 * @throws {@link SourceError} when it cannot be read; {@link SchemaError} when it holds anything but keywords.
 */
export async function loadKeywords(file: string): Promise<KeywordExpressions> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw explainReadError(file, error);
  });
  const document = parseDocument(text);
  const faults = document.errors.map(({ message }) => ({ pointer: '', message }));
  if (faults.length > 0) throw new SchemaError(file, faults);
  return parseKeywords(document.toJS(), file);
}
