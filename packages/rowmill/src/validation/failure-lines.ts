import type { FailingRow, FailureNames, RowFault, RowsBefore } from './file-failure.ts';

/** Puts failing rows into words for a file of failures: one line of JSON each. */
export type FailureLines = (row: FailingRow, before: RowsBefore) => string;

/** The members of {@link FileFailure}, in their order; what does not change from row to row is put into JSON once. */
export function openFailureLines({ file, command }: FailureNames): FailureLines {
  const start = `{"file":${JSON.stringify(file)}`;
  const again = `,"reproduce":${JSON.stringify(`${command} `).slice(0, -1)}`;
  // Rows that fail alike share their faults, unless messages quote values.
  const kept = new WeakMap<RowFault, string>();
  const textOf = (fault: RowFault): string => {
    const text = kept.get(fault) ?? faultText(fault);
    kept.set(fault, text);
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
