import { closeSync, openSync } from 'node:fs';
import { type EncodedBatch, ndjson, partText, type TextForm } from '@rowmill/core/kernels';
import {
  keyOfThread,
  loadLocale,
  type MaskedText,
  maskWords,
  openMaskedText,
  planOfThread,
} from '@rowmill/core/masks';
import { type Control, openControl } from './control.ts';
import { textForm } from './forms.ts';
import type { MaskedRanges, MaskFileJob } from './jobs.ts';
import {
  type MaskedReader,
  maskedReaderSize,
  openMaskedReader,
  type ReadColumns,
} from './masked-reader.ts';
import { openRangeChecker, type RangeChecker } from './range-checker.ts';
import { openTurn, type Turn } from './range-turn.ts';

/**
 * Masks the ranges of a file that this worker claims: read, masked, checked and written where they lie in memory.
 *
 * @throws IrregularRowsError when the rows need the exact path; MaskError when a value cannot be masked as asked.
 */
export async function maskFile(job: MaskFileJob): Promise<MaskedRanges> {
  const control = openControl(job.control);
  const work = await openWork(job);
  const source = openSync(job.source.path, 'r');
  const target = openSync(job.path, 'r+');
  try {
    const names = job.masks.columns.map(({ name }) => name);
    const columns: ReadColumns = { names, jsonNames: jsonNamesOf(job) };
    const reader = openMaskedReader(work.text.memory, source, job.source, columns);
    let rows = 0;
    for (let range = control.claim(); range < reader.ranges; range = control.claim())
      rows += maskRange(work, reader, openTurn(control, range, target), range);
    return { rows, counts: work.text.counts(), failures: work.checker.failures() };
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

interface Work {
  readonly control: Control;
  readonly text: MaskedText;
  readonly checker: RangeChecker;
  readonly form: TextForm;
}

async function openWork(job: MaskFileJob): Promise<Work> {
  const { columns, schema, key, asOf } = job;
  const plan = await planOfThread(job.masks);
  const words = plan.wordLocales.map(
    async (locale) => [locale, maskWords(await loadLocale(locale))] as const,
  );
  const form = textForm(job.format);
  const text = openMaskedText({
    plan,
    columns,
    context: {
      asOf,
      words: Object.fromEntries(await Promise.all(words)),
      ...(key === undefined ? {} : { key: keyOfThread(key) }),
    },
    forms: form === ndjson || schema === undefined ? [form] : [form, ndjson],
    readerBytes: maskedReaderSize(plan.columns.map(({ name }) => name)),
  });
  return {
    control: openControl(job.control),
    text,
    form,
    checker: await openRangeChecker(schema, columns, text.memory),
  };
}

const jsonNamesOf = ({ columns }: Pick<MaskFileJob, 'columns'>): ReadonlySet<string> =>
  new Set(columns.filter(({ type }) => type.kind === 'json').map(({ name }) => name));

function maskRange(work: Work, reader: MaskedReader, turn: Turn, range: number): number {
  const { control, text, checker, form } = work;
  const { header } = partText(text.program, form, 0);
  if (range === 0) turn.put(Buffer.from(header));
  let rows = 0;
  for (const batch of reader.read(range)) {
    if (control.isAborted()) throw control.aborted();
    const place = { firstRow: rows, startsPart: range === 0 && rows === 0 };
    text.mask(batch, place, (masked, encoded) => {
      checker.check(masked, encoded.at(-1) as EncodedBatch, turn);
      encoded[0]?.write(turn.put);
    });
    rows += batch.rowCount;
  }
  const bytes = turn.end(rows);
  control.addProgress(rows, bytes);
  return rows;
}
