/**
 * COPY's text format (PostgreSQL manual, COPY, "Text Format"): cells end in a tab or the newline of the
 * row, `\N` is null, a backslash begins an escape.
 */
const BACKSLASH = 0x5c;

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The text of a cell that is not null. PostgreSQL itself writes only these escapes. */
export function unescapeCopyText(cell: string): string {
  if (!cell.includes('\\')) return cell;
  return cell.replace(/\\(.)/gs, (_escape, letter: string) => ESCAPES[letter] ?? letter);
}

/** A cell as it stands in a line. */
export function escapeCopyText(text: string | null): string {
  if (text === null) return '\\N';
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

/** The cells of complete lines, row by row. */
export function decodeCopyRows(lines: Uint8Array): (string | null)[][] {
  if (lines.length === 0) return [];
  const text = Buffer.from(lines.buffer, lines.byteOffset, lines.length - 1).toString('utf8');
  const escaped = text.includes('\\');
  return text.split('\n').map((line) => {
    const cells: (string | null)[] = line.split('\t');
    return escaped ? cells.map(decodeCell) : cells;
  });
}

function decodeCell(cell: string | null): string | null {
  return cell === null || cell === '\\N' ? null : unescapeCopyText(cell);
}

/**
 * Lines of PostgreSQL as our own encoders write them: it escapes backspace, form feed and vertical tab,
 * we leave them as they are. Returns the same bytes when there is nothing to change.
 */
export function withOurEscapes(lines: Uint8Array): Uint8Array {
  let at = lines.indexOf(BACKSLASH);
  let changed: Uint8Array | undefined;
  let length = 0;
  let copied = 0;
  while (at >= 0) {
    const control = CONTROLS[lines[at + 1] ?? 0];
    if (control !== undefined) {
      changed ??= new Uint8Array(lines.length);
      changed.set(lines.subarray(copied, at), length);
      length += at - copied;
      changed[length] = control;
      length += 1;
      copied = at + 2;
    }
    at = lines.indexOf(BACKSLASH, at + 2);
  }
  if (changed === undefined) return lines;
  changed.set(lines.subarray(copied), length);
  return changed.subarray(0, length + lines.length - copied);
}

/** By the letter after the backslash: b, f, v. */
const CONTROLS: Readonly<Record<number, number>> = { 98: 8, 102: 12, 118: 11 };
