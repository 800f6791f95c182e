import { z } from 'zod';
import { defineGenerator } from '../define.ts';
import { compileSequence } from '../regex/compile-regex.ts';
import { parseRegex } from '../regex/parse-regex.ts';

/**
 * Text that matches a regular expression.
 *
 * Shape: characters, classes, groups, alternatives and quantifiers in JavaScript's syntax. `.`, `\w`, `\S` and
 * negated classes stand for printable ASCII, `\s` for a blank. `*`, `+` and `{n,}` repeat at most 8 times, or
 * twice their minimum. Alternatives are as likely as one another, and so are lengths.
 * Unique: by the parts that can be read back from the text; every text once where all can.
 */
export const regex = defineGenerator({
  name: 'regex',
  summary: 'Text that matches a regular expression.',
  options: z.strictObject({
    pattern: z
      .string()
      .min(1)
      .max(1000)
      .describe(
        'Regular expression without slashes, e.g. "[A-Z]{3}-\\d{4}". No look-around, no back-references.',
      ),
  }),
  unique: 'choices',
  compile(cells, { pattern }) {
    return { type: { kind: 'string' }, register: compileSequence(cells, parseRegex(pattern)) };
  },
});
