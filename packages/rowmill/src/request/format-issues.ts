import type { RequestIssue } from '@rowmill/core';
import type { Part, Position, RequestSource } from './source-position.ts';

/** An issue that may know its place without a path: a mistake in the YAML itself. */
export interface LocatedIssue extends RequestIssue {
  readonly position?: Position;
}

interface Placed {
  readonly issue: LocatedIssue;
  readonly position: Position | undefined;
}

/** Issues whose path names an entry that should not be there, or whose name is wrong. */
const KEY_CODES: ReadonlySet<string> = new Set([
  'unknown-key',
  'forbidden-name',
  'merge-key',
  'wrong-name',
  'name-clash',
  'rows-and-source',
]);

/**
 * One line for each issue, in the order of the file: `file:line:column  message  hint`. Where places
 * are not known, the path stands instead: `file  tables.users.columns.id: message  hint`.
 */
export function formatRequestIssues(
  source: RequestSource,
  issues: readonly LocatedIssue[],
): readonly string[] {
  return inFileOrder(source, issues).map(({ issue, position }) => oneLine(source, issue, position));
}

/** As {@link formatRequestIssues}, each issue with its line of the file and a mark below what is meant. */
export function explainRequestIssues(
  source: RequestSource,
  issues: readonly LocatedIssue[],
): readonly string[] {
  const lines = source.text?.split(/\r\n|\r|\n/) ?? [];
  return inFileOrder(source, issues).map(({ issue, position }) => {
    const line = position === undefined ? undefined : lines[position.line - 1];
    if (position === undefined || line === undefined) return oneLine(source, issue, position);
    const margin = ' '.repeat(String(position.line).length);
    // Tabs stay tabs, so that the mark stands below its place at any tab width.
    const indent = line.slice(0, position.column - 1).replace(/[^\t]/g, ' ');
    return [
      issue.message,
      `${margin}--> ${source.file}:${position.line}:${position.column}`,
      `${margin} |`,
      `${position.line} | ${line}`,
      `${margin} | ${indent}${'^'.repeat(position.length)}`,
      ...(issue.hint === undefined ? [] : [`${margin} = ${issue.hint}`]),
    ].join('\n');
  });
}

function oneLine(
  { file }: RequestSource,
  { path, message, hint }: LocatedIssue,
  position: Position | undefined,
): string {
  const end = hint === undefined ? '' : `  ${hint}`;
  if (position !== undefined) {
    return `${file}:${position.line}:${position.column}  ${message}${end}`;
  }
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  return `${file}  ${where}${message}${end}`;
}

function inFileOrder(source: RequestSource, issues: readonly LocatedIssue[]): readonly Placed[] {
  return issues
    .map((issue): Placed => {
      const position = issue.position ?? source.locate(issue.path, partOf(issue));
      return { issue, position };
    })
    .sort((a, b) => order(a.position) - order(b.position));
}

/** Lines are far shorter than 2^32 characters: a request file has 4 MiB at most. */
function order(position: Position | undefined): number {
  return position === undefined ? 0 : position.line * 2 ** 32 + position.column;
}

function partOf({ code, path }: RequestIssue): Part {
  // `validation.schemas` has tables for keys, so an unknown table there is a key.
  const isSchemaOfTable = code === 'unknown-table' && path[1] === 'schemas';
  return KEY_CODES.has(code) || isSchemaOfTable ? 'key' : 'value';
}
