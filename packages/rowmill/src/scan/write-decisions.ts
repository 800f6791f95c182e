import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Document, isMap, isNode, parseDocument, type YAMLMap } from 'yaml';
import { UsageError } from '../usage-error.ts';
import { chooseRules } from './choose-rules.ts';
import { decisionNode, readDecision, typeOf, type WrittenDecision } from './decision-node.ts';
import type { ScannedTable } from './scan-tables.ts';

/** What was written. */
export interface WrittenDecisions {
  readonly file: string;
  readonly tables: number;
  readonly columns: number;
}

/**
 * Adds a decision for every column that has none to a request file, for review: comments and everything that is there
 * stay as they are. Tables that the request does not have are added, parents first.
 *
 * @throws UsageError when the file is no YAML that can be added to.
 */
export async function writeDecisions(
  file: string,
  tables: readonly ScannedTable[],
): Promise<WrittenDecisions> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const document = text === undefined ? newRequest(file) : parseDocument(text);
  if (!/\.(?:ya?ml)$/i.test(file) || document.errors.length > 0 || !isMap(document.contents))
    throw new UsageError(
      `${file}: decisions are written to a request in YAML - name one with --file`,
    );
  const counts = { tables: 0, columns: 0 };
  for (const table of tables) {
    counts.columns += addTable(document, table);
    counts.tables++;
  }
  if (counts.columns > 0) await writeFile(file, document.toString({ lineWidth: 0, singleQuote: true }));
  return { file, ...counts };
}

/** What the request says of a column by now: somebody's decision, or the one that was just added. */
function decisionIn(
  document: Document.Parsed,
  table: string,
  column: string,
): WrittenDecision | undefined {
  const node = document.getIn(['tables', table, 'columns', column], true);
  return readDecision(isNode(node) ? node.toJS(document) : node);
}

function newRequest(file: string): Document.Parsed {
  const folder = dirname(file).split(/[\\/]/).at(-1)?.replace(/\W+/g, '-').toLowerCase() ?? '';
  const name = /^[a-z]/.test(folder) ? folder : 'masked';
  return parseDocument(`name: ${name}\nseed: 1\ntables: {}\nmasking:\n  key: env:ROWMILL_KEY\n`);
}

function addTable(document: Document.Parsed, scanned: ScannedTable): number {
  const { table, place, columns, constraints, sourceColumns } = scanned;
  if (!document.hasIn(['tables', table])) {
    const tables = document.get('tables');
    // `{}` of a new file would put everything on one line.
    if (isMap(tables)) tables.flow = false;
    else document.set('tables', document.createNode({}));
    document.setIn(
      ['tables', table],
      document.createNode(newTable(place.written, constraints?.primaryKey ?? [])),
    );
  }
  const path = ['tables', table, 'columns'];
  if (!isMap(document.getIn(path))) document.setIn(path, document.createNode({}));
  const decisions = document.getIn(path) as YAMLMap;
  decisions.flow = false;
  const chosen = chooseRules(
    scanned,
    (parent, column) => decisionIn(document, parent, column)?.rule,
  );
  const missing = columns.filter(({ column }) => !decisions.has(column));
  for (const finding of missing) {
    const rule = chosen.get(finding.column);
    if (rule === undefined) continue;
    const above = sourceColumns.find(({ name }) => name === finding.column)?.references;
    const type = typeOf(finding, above && decisionIn(document, above.table, above.column));
    decisions.set(finding.column, decisionNode(document, { rule, type }, finding));
  }
  return missing.length;
}

function newTable(source: Readonly<Record<string, unknown>>, key: readonly string[]): object {
  const [only] = key;
  return {
    source,
    ...(only === undefined ? {} : { key: key.length === 1 ? only : key }),
    columns: {},
  };
}
