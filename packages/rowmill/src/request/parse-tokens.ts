import { type CST, Lexer, type LineCounter, Parser } from 'yaml';

/** Levels of maps and lists that a file may have. */
export const MAX_NESTING = 100;

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly CST.Token[] }
  /** `offset` is where the text becomes too deep. */
  | { readonly ok: false; readonly offset: number };

/**
 * Parses YAML into tokens, and stops as soon as they are nested too deep: what comes after this step
 * calls itself for each level, and would run out of stack.
 */
export function parseTokens(text: string, lines: LineCounter): Tokens {
  const tokens: CST.Token[] = [];
  const lexer = new Lexer();
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let offset = 0;
  for (const lexeme of lexer.lex(text)) {
    tokens.push(...parser.next(lexeme));
    // The document and the scalar being read stand on the stack as well.
    if (parser.stack.length > MAX_NESTING + 2) return { ok: false, offset };
    offset = parser.offset;
  }
  tokens.push(...parser.end());
  return { ok: true, tokens };
}
