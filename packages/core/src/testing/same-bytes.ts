import { expect, vi } from 'vitest';
import { openBatchTable } from '../format/batch-table.ts';
import { copy } from '../format/forms/copy.ts';
import { csvForm } from '../format/forms/csv.ts';
import { json } from '../format/forms/json.ts';
import { ndjson } from '../format/forms/ndjson.ts';
import { sql } from '../format/forms/sql.ts';
import type { TextForm } from '../format/text-form.ts';
import { openTextTable, type RowRange } from '../format/text-table.ts';
import type { Program } from '../program/steps.ts';
import type { EngineName } from '../wasm/choose-engine.ts';

const TEXT_FORMS: readonly TextForm[] = [
  ndjson,
  csvForm(),
  csvForm({ delimiter: ';', formulas: 'escape' }),
  json,
  sql,
  copy,
];

/** Runs `work` with one engine, whatever the platform would choose. */
export async function withEngine<T>(engine: EngineName, work: () => Promise<T>): Promise<T> {
  vi.stubEnv('ROWMILL_ENGINE', engine);
  try {
    return await work();
  } finally {
    vi.unstubAllEnvs();
  }
}

/** Both engines write the same bytes of these rows in every text form, from registers and from batches. */
export async function expectSameBytes(
  program: Program,
  ranges: readonly RowRange[],
): Promise<void> {
  for (const form of TEXT_FORMS) {
    const expected = await withEngine('ts', () => writtenBytes(program, form, ranges));
    expect(await withEngine('wasm', () => writtenBytes(program, form, ranges))).toEqual(expected);
    expect(await withEngine('wasm', () => readBytes(program, form, ranges))).toEqual(expected);
  }
}

async function writtenBytes(
  program: Program,
  form: TextForm,
  ranges: readonly RowRange[],
): Promise<string[]> {
  const table = await openTextTable(program, form);
  return ranges.map((range) => collect((write) => table.write(range, write)));
}

async function readBytes(
  program: Program,
  form: TextForm,
  ranges: readonly RowRange[],
): Promise<string[]> {
  const table = await openBatchTable(program, form);
  return ranges.map((range) =>
    collect((write) => {
      table.read(range, (_batch, [encoded]) => {
        let size = 0;
        encoded?.write((bytes) => {
          size += bytes.length;
          write(bytes);
        });
        expect(encoded?.byteCount).toBe(size);
      });
    }),
  );
}

function collect(work: (write: (bytes: Uint8Array) => void) => void): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  work((bytes) => {
    text += decoder.decode(bytes, { stream: true });
  });
  return text + decoder.decode();
}
