import type { ItemReaderRequest } from '../reducer/map-run-request.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import { type ItemParser, ItemSyntaxError, type ParsedItem } from './item-parser.ts';

const DELIMITERS = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' } as const;

/** AWS's limit for all names of columns together. */
const MAX_HEADER_BYTES = 10 * 1024;

/**
 * Rows as objects of text by the names of their columns. A row that is shorter than the header has empty text for
 * the rest, what a row has beyond the header is dropped.
 *
 * Source: AWS Step Functions developer guide, "ItemReader (Map)".
 */
export function csvParser({
  CSVDelimiter = 'COMMA',
  CSVHeaderLocation,
  CSVHeaders,
}: ItemReaderRequest['config']): ItemParser {
  const rows = csvRows(DELIMITERS[CSVDelimiter]);
  let header = CSVHeaderLocation === 'GIVEN' ? checkedHeader(CSVHeaders ?? [], 1) : undefined;

  const itemsOf = (found: readonly CsvRow[]): readonly ParsedItem[] => {
    const items: ParsedItem[] = [];
    for (const { fields, line } of found) {
      if (header === undefined) {
        header = checkedHeader(fields, line);
      } else {
        items.push({ value: itemOf(header, fields) });
      }
    }
    return items;
  };
  return { push: (text) => itemsOf(rows.push(text)), end: () => itemsOf(rows.end()) };
}

function itemOf(header: readonly string[], fields: readonly string[]): ParsedItem['value'] {
  return Object.fromEntries(header.map((name, index) => [name, fields[index] ?? '']));
}

function checkedHeader(names: readonly string[], line: number): readonly string[] {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new ItemSyntaxError(
      `two columns are named "${twice}": one would hide the other - name them apart, with CSVHeaders where the file cannot change`,
      { line },
    );
  }
  if (names.length === 0 || Buffer.byteLength(names.join('')) > MAX_HEADER_BYTES) {
    throw new ItemSyntaxError(
      `the names of the columns must be there, and have ${MAX_HEADER_BYTES} bytes at most`,
      { line },
    );
  }
  return names;
}
