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
  const decided = decideAll(document, tables);
  const counts = { tables: 0, columns: 0 };
  for (const table of tables) {
    counts.columns += addTable(document, table, decided);
    counts.tables++;
  }
  if (counts.columns > 0)
    await writeFile(file, document.toString({ lineWidth: 0, singleQuote: true }));
  return { file, ...counts };
}

/** What becomes of a column; absent where neither the request nor the scan says something of it. */
type Decided = (table: string, column: string) => WrittenDecision | undefined;

/**
 * Decisions of all columns: those of the request, else those that are proposed. Twice, as tables may refer to
 * themselves and to tables that come later.
 */
function decideAll(document: Document.Parsed, tables: readonly ScannedTable[]): Decided {
  const proposed = new Map<string, WrittenDecision>();
  const decided: Decided = (table, column) =>
    decisionIn(document, table, column) ?? proposed.get(JSON.stringify([table, column]));
  for (const scanned of [...tables, ...tables]) {
    const rules = chooseRules(scanned, (table, column) => decided(table, column)?.rule);
    for (const { name, references } of scanned.sourceColumns) {
      const rule = rules.get(name);
      const finding = scanned.columns.find(({ column }) => column === name);
      if (rule === undefined || finding === undefined) continue;
      const type = typeOf(finding, references && decided(references.table, references.column));
      proposed.set(JSON.stringify([scanned.table, name]), { rule, type });
    }
  }
  return decided;
}

/** What the request says of a column. */
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

function addTable(
  document: Document.Parsed,
  { table, place, columns, constraints }: ScannedTable,
  decided: Decided,
): number {
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
  const missing = columns.filter(({ column }) => !decisions.has(column));
  for (const finding of missing) {
    const decision = decided(table, finding.column);
    if (decision !== undefined)
      decisions.set(finding.column, decisionNode(document, decision, finding));
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
