import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPlaces } from '../../packages/rowmill/src/scan/scan-places.ts';
import { scanTables } from '../../packages/rowmill/src/scan/scan-tables.ts';
import { readWaivers } from '../../packages/rowmill/src/scan/waivers.ts';
import { writeDecisions } from '../../packages/rowmill/src/scan/write-decisions.ts';
import { codeBlocks, ROOT } from './code-blocks.ts';

const blocks = codeBlocks(readFileSync(join(ROOT, 'docs', 'detection.md'), 'utf8'));
const blockOf = (name: string): string => blocks.find(({ file }) => file === name)?.code ?? '';
const above = mkdtempSync(join(tmpdir(), 'rowmill-docs-'));
afterAll(() => rmSync(above, { recursive: true }));

describe('docs/detection.md', () => {
  it('shows the request that a scan of its file writes', async () => {
    const directory = join(above, 'clinic'); // a request is called as its folder is
    mkdirSync(directory);
    writeFileSync(join(directory, 'patients.csv'), blockOf('patients.csv'));
    const places = await findPlaces('patients.csv', { directory, environment: {} });
    const tables = await scanTables(places, {
      sample: 1000,
      environment: {},
      signal: new AbortController().signal,
    });
    await writeDecisions(join(directory, 'rowmill.yaml'), tables);
    const written = readFileSync(join(directory, 'rowmill.yaml'), 'utf8');
    expect(blockOf('rowmill.yaml')).toBe(written);
  });

  it('shows a file of waivers that is read', async () => {
    const file = join(above, 'waivers.yaml');
    writeFileSync(file, blockOf('rowmill.waivers.yaml'));
    expect(await readWaivers(file)).toMatchObject([{ column: 'patients.contact' }]);
  });
});
