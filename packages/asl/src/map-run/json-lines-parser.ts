import { checkItemLength, type ItemParser, type ParsedItem, parseJson } from './item-parser.ts';

/** JSON Lines: a value per line. Lines end in LF or CR LF, the last one need not end; blank lines are no items. */
export function jsonLinesParser(): ItemParser {
  let open = '';
  let line = 1;

  const take = (text: string, items: ParsedItem[]): void => {
    if (text.trim() !== '') {
      checkItemLength(text.length, line);
      items.push({ value: parseJson(text, line) });
    }
  };

  return {
    push(text) {
      const items: ParsedItem[] = [];
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        take(open + text.slice(start, end), items);
        open = '';
        line++;
        start = end + 1;
      }
      open += text.slice(start);
      checkItemLength(open.length, line);
      return items;
    },
    end() {
      const items: ParsedItem[] = [];
      take(open, items);
      open = '';
      return items;
    },
  };
}
