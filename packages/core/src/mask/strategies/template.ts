import { z } from 'zod';
import { defineStrategy } from '../define.ts';

const PART = /\{\{|\}\}|\{([^{}]+)\}|[{}]|[^{}]+/g;

/** A literal text, or the column whose mask stands there. */
type Piece = string | { readonly column: string };

/**
 * Puts the masks of other columns of the row together: `{first_name}.{last_name}@example.com`.
 *
 * `{column}` is the cell of that column after its own mask, nothing where it is null; `{{` and `}}` are braces.
 * Null stays null. What does not fit into the column is cut off at its end.
 */
export const template = defineStrategy({
  name: 'template',
  summary: 'Puts the masks of other columns of the row together to a text.',
  options: z.strictObject({
    template: z
      .string()
      .min(1)
      .max(2000)
      .refine((text) => piecesOf(text) !== undefined, {
        message: 'a brace is missing; write {column}, and {{ or }} for a brace',
      })
      .describe('Text with columns in braces: "{first_name}.{last_name}".'),
  }),
  properties: {
    family: 'composed',
    deterministic: true,
    referential: false,
    injective: false,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    reveals: 'equality',
    leaks: ['nulls'],
  },
  readsMasked: ({ template }) => [
    ...new Set(
      (piecesOf(template) ?? []).flatMap((piece) =>
        typeof piece === 'string' ? [] : [piece.column],
      ),
    ),
  ],
  create({ template }, { maxLength = Number.POSITIVE_INFINITY }) {
    const pieces = piecesOf(template) ?? [];
    return (column) => {
      const parts = pieces.map((piece) =>
        typeof piece === 'string' ? piece : column.masked(piece.column),
      );
      return column.values.map((value, row) => {
        if (value === null) return null;
        const text = parts
          .map((part) => (typeof part === 'string' ? part : (part[row] ?? '')))
          .join('');
        return text.length <= maxLength ? text : Array.from(text).slice(0, maxLength).join('');
      });
    };
  },
});

/** Undefined where a brace stands alone. */
function piecesOf(text: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const [part, column] of text.matchAll(PART)) {
    if (part === '{' || part === '}') return undefined;
    if (column !== undefined) pieces.push({ column });
    else pieces.push(part === '{{' || part === '}}' ? part.charAt(0) : part);
  }
  return pieces;
}
