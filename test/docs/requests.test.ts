import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { programRows } from '@rowmill/core/kernels';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type LoadedRequest,
  loadRequest,
} from '../../packages/rowmill/src/request/load-request.ts';
import { loadSchemas } from '../../packages/rowmill/src/stages/load-schemas.ts';
import { planRun } from '../../packages/rowmill/src/stages/plan-run.ts';
import { type CodeBlock, codeBlocks, pages, writeFiles } from './code-blocks.ts';

/** What the examples read from the environment. */
const ENVIRONMENT = { ROWMILL_KEY: 'hex:000102030405060708090a0b0c0d0e0f' };

const isRequest = ({ language, code }: CodeBlock) =>
  language === 'yaml' && /^name:/m.test(code) && /^tables:/m.test(code);

/** Plans every table as a run would, and computes the first rows of those that are generated. */
async function carryOut(loaded: LoadedRequest): Promise<void> {
  const { directory, request } = loaded;
  await loadSchemas(request, directory);
  const plan = await planRun(loaded, { directory, environment: ENVIRONMENT });
  const labels = request.edgeCases === undefined ? [] : [request.edgeCases.labels];
  const names = [...Object.keys(request.tables), ...labels];
  expect(plan.tables.map(({ name }) => name).sort()).toEqual(names.sort());
  for (const table of plan.tables) {
    if (table.kind !== 'generated') continue;
    const count = Math.min(3, table.rowCount);
    expect(await programRows(table.program, table.rowCount - count, count)).toHaveLength(count);
  }
}

for (const [page, text] of pages()) {
  const blocks = codeBlocks(text);
  const requests = blocks.filter(isRequest);
  if (requests.length === 0) continue;
  const folder = writeFiles(blocks);

  describe(page, () => {
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(requests.map((block) => [block.line, block] as const))(
      'holds a request on line %i that can be carried out',
      async (line, { file = `request-${line}.yaml`, code }) => {
        writeFileSync(join(folder, file), code);
        const options = { environment: ENVIRONMENT, definitions: REQUEST_DEFINITIONS };
        await carryOut(await loadRequest(join(folder, file), options));
      },
    );
  });
}
