import { join } from 'node:path';
import { type BatchTable, openBatchTable } from '@rowmill/core/kernels';
import { type Control, openControl } from './control.ts';
import type { StoredPart, StorePartsJob } from './jobs.ts';
import { openKeyFiles } from './key-files.ts';
import { openPartWriter, programForms } from './part-writer.ts';
import type { SchemaCheck } from './schema-checker.ts';

/** `part-00007.parquet` */
export function partName(part: number, extension = 'parquet'): string {
  return `part-${String(part).padStart(5, '0')}.${extension}`;
}

/** Stores the parts that this worker claims. */
export async function storeParts(job: StorePartsJob): Promise<StoredPart[]> {
  const control = openControl(job.control);
  const table = await openBatchTable(job.program, ...programForms(job.columns));
  const schema = await openSchemaCheck(job, table);
  const partCount = Math.max(1, Math.ceil(job.program.rowCount / job.partRows));
  const stored: StoredPart[] = [];
  const keys = openKeyFiles(job.keys, table);
  try {
    for (let part = control.claim(); part < partCount; part = control.claim()) {
      const firstRow = part * job.partRows;
      const rowCount = Math.min(job.partRows, job.program.rowCount - firstRow);
      const writer = openPartWriter({
        path: join(job.directory, partName(part)),
        firstRow,
        columns: job.columns,
        asText: false,
        pages: table.pages(),
        schema,
      });
      try {
        table.read({ firstRow, rowCount, startsPart: true }, (batch, encoded) => {
          if (control.isAborted()) throw control.aborted();
          writer.add(batch, encoded);
          keys.add(batch);
          control.addProgress(batch.rowCount, 0);
        });
      } catch (error) {
        writer.abandon();
        throw error;
      }
      stored.push(finishPart(writer, control));
    }
    keys.finish();
  } finally {
    keys.close();
  }
  return stored;
}

function finishPart(writer: ReturnType<typeof openPartWriter>, control: Control): StoredPart {
  const part = writer.finish();
  control.addProgress(0, part.bytes);
  return part;
}

async function openSchemaCheck(
  { schema, key, failuresFile }: StorePartsJob,
  table: BatchTable,
): Promise<SchemaCheck | undefined> {
  if (schema === undefined) return undefined;
  // The validator is slow to load, and few tables have a schema.
  const { openTableValidator } = await import('./table-validator.ts');
  return { ...openTableValidator(schema, table), key, hidden: new Set(), failuresFile };
}
