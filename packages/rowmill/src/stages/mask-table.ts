import { join } from 'node:path';
import {
  createTableMask,
  createTableProver,
  type TableMask,
  type TableProver,
} from '@rowmill/core/engine';
import { openTextRows, type TextRows } from '@rowmill/core/kernels';
import type { RunContext } from '../ports.ts';
import { readAhead } from '../sources/read-ahead.ts';
import type { SourceRows } from '../sources/source.ts';
import { openRunSurrogates } from '../surrogates/run-surrogates.ts';
import type { StoredPart } from '../workers/jobs.ts';
import { partName } from '../workers/part-name.ts';
import { openPartWriter, PART_FORMS, type PartWriter } from '../workers/part-writer.ts';
import type { SchemaCheck } from '../workers/schema-checker.ts';
import { openTableValidator } from '../workers/table-validator.ts';
import { loadMaskWords } from './load-mask-words.ts';
import { openMaskedTable } from './open-masked-table.ts';
import type { MaskedRunTable, RunPlan } from './plan-run.ts';
import { type BuiltParts, PART_ROWS, type TablePlace } from './table-place.ts';

/**
 * Reads a source, masks every row before it is written anywhere, and stores the result. Memory does not grow
 * with the table, but for what strategies that look at a whole column remember.
 *
 * @throws MaskKeyError when a strategy needs a key and there is none; DataError for rows that cannot be read;
 * PlanChangedError when the source or the key is not what the plan was made from.
 */
export async function maskTable(
  table: MaskedRunTable,
  plan: RunPlan,
  place: TablePlace,
  context: RunContext,
): Promise<BuiltParts> {
  const words = await loadMaskWords(table.masks);
  const { source, key } = await openMaskedTable(table, plan, context);
  try {
    const surrogates = await openRunSurrogates(table, { plan, key }, context);
    const mask = createTableMask(table.masks, {
      words,
      asOf: table.asOf,
      ...(key === undefined ? {} : { key }),
      ...(surrogates === undefined ? {} : { surrogates }),
    });
    // A database gives both passes one snapshot.
    if (mask.learns) for await (const rows of readAhead(source, context)) mask.learn(rows);
    const prover = createTableProver(table.masks, { anonymity: table.anonymity });
    const rows = readAhead(source, context);
    const built = await maskRows(rows, { mask, prover }, table, place, context);
    // Masks that nobody could go back from are not to be delivered.
    await surrogates?.save();
    return built;
  } finally {
    await source.close();
  }
}

async function maskRows(
  all: AsyncIterable<SourceRows>,
  { mask, prover }: { mask: TableMask; prover: TableProver },
  table: MaskedRunTable,
  place: TablePlace,
  context: RunContext,
): Promise<BuiltParts> {
  const writer = createPartSequence(table, place);
  try {
    for await (const rows of all) {
      context.signal.throwIfAborted();
      const masked = mask.mask(rows);
      prover.add(rows, masked);
      writer.add(masked);
      context.emit({
        type: 'progress',
        table: table.name,
        rows: writer.rows(),
        bytes: 0,
        ...totalOf(table),
      });
    }
    return { parts: writer.finish(), masking: mask.counts(), proof: prover.proof() };
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function totalOf({ facts }: MaskedRunTable): { totalRows?: number } {
  return facts.estimatedRows === undefined ? {} : { totalRows: facts.estimatedRows };
}

interface PartSequence {
  add(rows: TextRows): void;
  rows(): number;
  finish(): StoredPart[];
  abandon(): void;
}

/** Cuts a stream of rows into parts of a fixed number of rows. */
function createPartSequence(
  { name, shape }: MaskedRunTable,
  { directory, unfinished, schema, failuresFile }: TablePlace,
): PartSequence {
  const encoder = openTextRows(name, shape.columns, ...PART_FORMS);
  const check: SchemaCheck | undefined = schema && {
    ...openTableValidator(schema, encoder),
    key: shape.key,
    hidden: new Set(shape.columns.map((column) => column.name)),
    failuresFile,
  };
  const parts: StoredPart[] = [];
  let rows = 0;
  let part: PartWriter | undefined;
  const open = (): PartWriter =>
    openPartWriter({
      path: join(directory, partName(parts.length)),
      unfinished,
      firstRow: rows,
      columns: shape.columns,
      asText: true,
      pages: encoder.pages(),
      schema: check,
    });
  const close = (): void => {
    if (part !== undefined) parts.push(part.finish());
    part = undefined;
  };
  const addWithin = (slice: TextRows): void => {
    const writer = part ?? open();
    part = writer;
    encoder.encode(slice, rows, rows % PART_ROWS === 0, (batch, encoded) =>
      writer.add(batch, encoded),
    );
    rows += slice.length;
    if (rows % PART_ROWS === 0) close();
  };
  return {
    rows: () => rows,
    add(all) {
      for (let from = 0; from < all.length; ) {
        const count = Math.min(all.length - from, PART_ROWS - (rows % PART_ROWS));
        addWithin(all.slice(from, from + count));
        from += count;
      }
    },
    finish() {
      if (parts.length === 0) part ??= open();
      close();
      return parts;
    },
    abandon: () => part?.abandon(),
  };
}
