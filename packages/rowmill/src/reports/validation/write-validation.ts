import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../errors.ts';
import { schemaUri } from '../schema-uri.ts';
import { jsonText, writeWhole } from '../write-whole.ts';
import { validationJunit } from './validation-junit.ts';
import { validationMarkdown } from './validation-markdown.ts';
import type { ValidationReport } from './validation-report.ts';
import { validationSarif } from './validation-sarif.ts';

/**
 * Writes what files came to into a folder: `validation.json`, `validation.sarif`, `junit.xml` and `summary.md`, each of
 * them whole or not at all.
 *
 * @returns paths by form
 * @throws {@link StoreError} when the folder cannot be written to.
 */
export async function writeValidation(
  directory: string,
  report: ValidationReport,
): Promise<Readonly<Record<string, string>>> {
  const files = {
    json: join(directory, 'validation.json'),
    sarif: join(directory, 'validation.sarif'),
    junit: join(directory, 'junit.xml'),
    markdown: join(directory, 'summary.md'),
  };
  try {
    await mkdir(directory, { recursive: true });
    await writeWhole(files.json, jsonText({ $schema: schemaUri('validation-1'), ...report }));
    await writeWhole(files.sarif, jsonText(validationSarif(report)));
    await writeWhole(files.junit, validationJunit(report));
    await writeWhole(files.markdown, validationMarkdown(report));
  } catch (error) {
    throw StoreError.of(directory, 'writing the report', error);
  }
  return files;
}
