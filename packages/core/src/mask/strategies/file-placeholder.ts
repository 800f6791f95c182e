import { z } from 'zod';
import { isBinaryType } from '../column-types.ts';
import { defineStrategy, type MaskContext } from '../define.ts';
import { REMOVED } from '../family-properties.ts';
import { hexToBase64, PLACEHOLDER_FILES, type PlaceholderKind } from '../placeholder-files.ts';

type Form = 'bytes' | 'name' | 'base64' | 'data-url';

/**
 * Puts a file that shows nothing in place of every file: a pixel, an empty page, a word.
 *
 * Shape: in a column of bytes the file itself, in PostgreSQL's hexadecimal form `\x89504e47...`; elsewhere the name
 * `placeholder.png`, or the file as base64 or as a data URL (RFC 2397).
 * Blurring or pixelating a picture is not offered: a face can be had back from it.
 */
export const filePlaceholder = defineStrategy({
  name: 'file.placeholder',
  summary: 'Puts a file that shows nothing in place of every file or name of a file.',
  options: z.strictObject({
    kind: z.enum(['png', 'pdf', 'txt']).default('png').describe('Which file stands in.'),
    form: z
      .enum(['bytes', 'name', 'base64', 'data-url'])
      .optional()
      .describe('What is written; bytes in columns of bytes, name elsewhere.'),
  }),
  properties: REMOVED,
  width: ({ kind, form }) => (form === 'bytes' ? 0 : write(kind, form ?? 'name').length),
  fits: ({ form }, sourceType) =>
    isBinaryType(sourceType) && (form === undefined || form === 'bytes'),
  create({ kind, form }, context) {
    const mask = write(kind, form ?? usualForm(context));
    return ({ values }) => values.map((value) => (value === null ? null : mask));
  },
});

function usualForm({ sourceType }: MaskContext): Form {
  return isBinaryType(sourceType) ? 'bytes' : 'name';
}

function write(kind: PlaceholderKind, form: Form): string {
  const { hex, mediaType } = PLACEHOLDER_FILES[kind];
  switch (form) {
    case 'bytes':
      return `\\x${hex}`;
    case 'name':
      return `placeholder.${kind}`;
    case 'base64':
      return hexToBase64(hex);
    case 'data-url':
      return `data:${mediaType};base64,${hexToBase64(hex)}`;
  }
}
