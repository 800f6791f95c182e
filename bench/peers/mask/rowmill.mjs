import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY, loadCore } from '../../lib/mask-values.mjs';

const PRODUCT = new URL('../../../packages/rowmill/dist/', import.meta.url);
const MASKS = {
  id: 'keep',
  email: 'fake.email',
  name: 'fake.person',
  phone: 'fpe.ff1',
  created_at: 'keep',
};
const NAMES = Object.keys(MASKS);

let job;
let maskFile;
let createControl;

export const peer = {
  name: 'rowmill (in process, 1 thread)',
  units: { file: 300_000 },
  async prepare({ folder, files }) {
    ({ maskFile } = await import(new URL('workers/mask-file.js', PRODUCT).href));
    ({ createControl } = await import(new URL('workers/control.js', PRODUCT).href));
    const { planMasking } = await loadCore('engine.js');
    const { planForThread } = await loadCore('masks.js');
    const plan = planMasking({
      table: 'user',
      locale: 'en',
      sourceColumns: NAMES.map((name) => ({ name })),
      rules: NAMES.map((column) => ({ column, strategy: MASKS[column], options: {} })),
    });
    const schemaFile = join(folder, 'user.schema.json');
    const root = JSON.parse(readFileSync(schemaFile, 'utf8'));
    job = {
      source: { path: files.few, format: { name: 'ndjson' } },
      masks: planForThread(plan),
      key: { secret: KEY, scope: {} },
      asOf: new Date('2026-01-01T00:00:00Z'),
      columns: NAMES.map((name) => ({ name, type: { kind: 'string' }, nullable: true })),
      schema: {
        schema: { origin: schemaFile, uri: `file://${schemaFile}`, root, others: {} },
        key: ['id'],
        failuresFile: join(folder, 'failures.ndjson'),
      },
      format: { name: 'ndjson' },
    };
  },
  async run({ file, units }) {
    writeFileSync(file, '');
    const control = createControl().buffer;
    const source = { ...job.source, size: statSync(job.source.path).size };
    const { rows, failures } = await maskFile({ ...job, source, path: file, control });
    if (rows !== units || failures.rows > 0)
      throw new Error(`masked ${rows} of ${units} rows, ${failures.rows} break the schema`);
  },
};
