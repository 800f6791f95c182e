/** Everything that may mean something in GitHub's Markdown behind the beginning of a line. */
const MARKUP = /[\\`*_[\]<>#!|~@&:$]/g;

/**
 * Text that stands for itself within a line, whatever it holds: escaped by backslashes (CommonMark 0.31, section 2.4).
 */
export function plainText(text: string): string {
  return text
    .replace(MARKUP, (character) => `\\${character}`)
    .replace(/\p{Cc}|[\u2028\u2029]/gu, ' ');
}

/** A row of a table; a character that ends a cell does not. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(plainText).join(' | ')} |`;
}

/** The head of a table with the line below it. */
export function tableHead(cells: readonly string[]): string[] {
  return [tableRow(cells), `|${' --- |'.repeat(cells.length)}`];
}

/** Lines as they are, in a fence that none of them can close. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.replace(/[^\P{Cc}\n\t]/gu, ' ')}\n${fence}`;
}

/**
 * Joins pieces, each of them whole lines, as far as they fit. What does not fit is left out from its first piece on,
 * and a last line says so.
 */
export function joinWithin(pieces: readonly string[], maxBytes: number): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    const size = Buffer.byteLength(piece) + 1;
    if (bytes + size > maxBytes) break;
    kept.push(piece);
    bytes += size;
  }
  if (kept.length < pieces.length) kept.push('', '_Cut here: the report itself has the rest._');
  return `${kept.join('\n')}\n`;
}
