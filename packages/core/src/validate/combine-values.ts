/** The cells as one text that is equal when they are; `undefined` when one of them is null. */
export function combineValues(
  row: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): string | undefined {
  const texts = columns.map((column) => textOf(row[column]));
  return texts.includes(undefined) ? undefined : JSON.stringify(texts);
}

/** The same, with null as a value like others. */
export function groupOf(
  row: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): string {
  return JSON.stringify(columns.map((column) => textOf(row[column]) ?? null));
}

function textOf(cell: unknown): string | undefined {
  if (cell === null || cell === undefined) return undefined;
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
