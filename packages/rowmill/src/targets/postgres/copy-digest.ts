import type { ColumnShape } from '@rowmill/core';
import { createLineDigest, type LineDigest } from '@rowmill/core/engine';
import { unescapeCopyText, withOurEscapes } from '../../postgres/copy-text.ts';
import { createLineSplitter } from '../../postgres/line-splitter.ts';
import { type CellForm, cellForm, type Writer } from './canonical-text.ts';

const TAB = 9;
const NEWLINE = 10;
const BACKSLASH = 0x5c;
const LETTER_N = 0x4e;

/**
 * Digest of COPY lines that is the same for what was sent and for what the table gives back, although
 * PostgreSQL keeps values and not their spelling. Columns are in the order of the cells.
 */
export function createCopyDigest(columns: readonly ColumnShape[], writer: Writer): LineDigest {
  const forms = columns.map((column) => cellForm(column, writer));
  const plain = forms.every((form) => form === undefined);
  const digest = createLineDigest();
  if (plain && writer === 'rowmill') return digest;
  const splitter = createLineSplitter();
  return {
    add(bytes) {
      const lines = splitter.add(bytes);
      const ours = writer === 'postgres' ? withOurEscapes(lines) : lines;
      if (plain) digest.add(ours);
      else addCanonical(ours, forms, digest);
    },
    finish() {
      digest.add(splitter.rest());
      return digest.finish();
    },
  };
}

/** Replaces only the cells whose text changes, and hands everything else on as it lies. */
function addCanonical(
  lines: Uint8Array,
  forms: readonly (CellForm | undefined)[],
  digest: LineDigest,
): void {
  let added = 0;
  let column = 0;
  let start = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const byte = lines[at];
    if (byte !== TAB && byte !== NEWLINE) continue;
    const form = forms[column];
    const text = form === undefined ? undefined : canonicalCell(lines, start, at, form);
    if (text !== undefined) {
      digest.add(lines.subarray(added, start));
      digest.add(text);
      added = at;
    }
    column = byte === TAB ? column + 1 : 0;
    start = at + 1;
  }
  digest.add(lines.subarray(added));
}

/** The bytes that stand for the cell in the digest; undefined when they are those it has. */
function canonicalCell(
  bytes: Uint8Array,
  start: number,
  end: number,
  form: CellForm,
): Uint8Array | undefined {
  const isNull = end === start + 2 && bytes[start] === BACKSLASH && bytes[start + 1] === LETTER_N;
  if (isNull || form.holds?.(bytes, start, end) === true) return undefined;
  const written = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
  const text = form.of(unescapeCopyText(written));
  return text === written ? undefined : Buffer.from(text.replaceAll('\n', '\\n'));
}
