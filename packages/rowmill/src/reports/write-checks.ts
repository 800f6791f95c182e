import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../errors.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { checkSuites } from './junit-cases.ts';
import { renderJunitSuites } from './junit-xml.ts';
import { checksMarkdown } from './markdown-report.ts';
import { checksSarif } from './sarif/run-sarif.ts';
import { schemaUri } from './schema-uri.ts';
import { jsonText, writeWhole } from './write-whole.ts';

export interface ChecksReport {
  /** What was done, and by what: `rowmill validate expectations.yaml`. */
  readonly title: string;
  /** The file that asks for the checks. */
  readonly name: string;
  readonly rowmillVersion: string;
  /** RFC 3339, UTC. */
  readonly started: string;
  readonly checks: readonly CheckResult[];
}

/**
 * Writes checks that belong to no run into a folder: `checks.json`, `report.sarif`, `junit.xml` and `summary.md`, each of
 * them whole or not at all.
 *
 * @returns paths by form
 * @throws {@link StoreError} when the folder cannot be written to.
 */
export async function writeChecks(
  directory: string,
  { title, name, rowmillVersion: version, started, checks }: ChecksReport,
): Promise<Readonly<Record<string, string>>> {
  const files = {
    json: join(directory, 'checks.json'),
    sarif: join(directory, 'report.sarif'),
    junit: join(directory, 'junit.xml'),
    markdown: join(directory, 'summary.md'),
  };
  const sarif = checksSarif(checks, { tool: 'rowmill validate', version, name });
  try {
    await mkdir(directory, { recursive: true });
    await writeWhole(files.json, jsonText({ $schema: schemaUri('checks-1'), version: 1, checks }));
    await writeWhole(files.sarif, jsonText(sarif));
    await writeWhole(files.junit, renderJunitSuites(checkSuites(checks), { name, started }));
    await writeWhole(files.markdown, checksMarkdown(title, checks));
  } catch (error) {
    throw StoreError.of(directory, 'writing the report', error);
  }
  return files;
}
