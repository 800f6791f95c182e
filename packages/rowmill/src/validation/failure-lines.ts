import type { FailingRow, FailureNames, RowFault, RowsBefore } from './file-failure.ts';

/** Puts failing rows into words for a file of failures: one line of JSON each. */
export type FailureLines = (row: FailingRow, before: RowsBefore) => string;

const MOST_KEPT = 4096;

/** The members of {@link FileFailure}, in their order; what does not change from row to row is put into JSON once. */
export function openFailureLines({ file, command }: FailureNames): FailureLines {
  const start = `{"file":${JSON.stringify(file)}`;
  const again = `,"reproduce":${JSON.stringify(`${command} `).slice(0, -1)}`;
  const kept = new Map<string, string>();
  const textOf = (fault: RowFault): string => {
    const name = `${fault.schemaPath ?? ''}\n${fault.rule}\n${fault.column}\n${fault.message}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const text = faultText(fault);
    // Messages may quote values, and columns be named by rows: there is no end to either.
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(name, text);
    return text;
  };
  return ({ row, line, key, kind, faults }, before) => {
    const place =
      start +
      (line === undefined ? '' : `,"line":${line + before.lines}`) +
      (row === undefined ? '' : `,"row":${row + before.rows}`) +
      (key === undefined ? '' : `,"key":${JSON.stringify(key)}`) +
      `,"kind":"${kind}",`;
    const end = row === undefined ? '}\n' : `${again}${row + before.rows}"}\n`;
    let lines = '';
    for (const fault of faults) lines += place + textOf(fault) + end;
    return lines;
  };
}

/** The members of a fault, without the braces around them. */
function faultText({ rule, column, schemaPath, message }: RowFault): string {
  const path = schemaPath === undefined ? {} : { schemaPath };
  return JSON.stringify({ rule, column, ...path, message }).slice(1, -1);
}
