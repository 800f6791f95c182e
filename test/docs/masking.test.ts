import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createTableMask, loadLocale, maskWords, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRequest } from '../../packages/rowmill/src/request/load-request.ts';
import { openMaskedTable } from '../../packages/rowmill/src/stages/open-masked-table.ts';
import { planRun } from '../../packages/rowmill/src/stages/plan-run.ts';
import { codeBlocks, ROOT, writeFiles } from './code-blocks.ts';

const page = readFileSync(join(ROOT, 'docs', 'masking.md'), 'utf8');
const blocks = codeBlocks(page);
const key = /under the key `(hex:[0-9a-f]+)`/.exec(page)?.[1] ?? '';
const folder = writeFiles(blocks);
afterAll(() => rmSync(folder, { recursive: true }));

/** Masked rows by table as CSV without quotes, which the values of the page do not need. */
async function maskedTables(): Promise<Record<string, string>> {
  const environment = { ROWMILL_KEY: key };
  const options = { environment, definitions: REQUEST_DEFINITIONS };
  const loaded = await loadRequest(join(folder, 'rowmill.yaml'), options);
  const plan = await planRun(loaded, { directory: folder, environment });
  const words = { en: maskWords(await loadLocale('en')) };
  const files: Record<string, string> = {};
  for (const table of plan.tables) {
    if (table.kind !== 'masked') continue;
    const { source, key: maskKey } = await openMaskedTable(table, plan, { runId: 'docs' });
    const { mask } = createTableMask(table.masks, {
      words,
      asOf: table.asOf,
      ...(maskKey === undefined ? {} : { key: maskKey }),
    });
    const rows: (string | null)[][] = [table.masks.columns.map(({ name }) => name)];
    for await (const batch of source.rows()) rows.push(...mask(batch));
    const lines = rows.map((row) => `${row.map((cell) => cell ?? '').join(',')}\n`);
    files[`masked/${table.name}.csv`] = lines.join('');
    await source.close();
  }
  return files;
}

describe('docs/masking.md', () => {
  it('shows the masks that its request gives', async () => {
    const shown = blocks.filter(({ file }) => file?.startsWith('masked/') === true);
    expect(await maskedTables()).toEqual(
      Object.fromEntries(shown.map(({ file, code }) => [file, code])),
    );
    expect(shown).toHaveLength(2);
  });

  it('names every masking strategy', () => {
    const names = REQUEST_DEFINITIONS.strategies.map(({ name }) => name);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
