import { z } from 'zod';
import { partialCells } from '../batch/partial-cells.ts';
import { defineStrategy, type Leak } from '../define.ts';
import { REMOVED } from '../family-properties.ts';
import { maskEach } from '../mask-each.ts';

/** Length of the hidden part where the length of the value is hidden too. */
const HIDDEN_LENGTH = 5;

/**
 * Writes a character such as `*` over the values: `4929-1234` becomes `*****`, with `keepLast: 4` `*****1234`.
 *
 * Characters are Unicode code points. A value that is not longer than what would be kept is hidden entirely.
 * Without `keepLength` the hidden part is always five characters long, so that lengths say nothing.
 */
export const maskPartial = defineStrategy({
  name: 'mask.partial',
  summary: 'Hides the values behind a character; can leave the first or last characters readable.',
  options: z.strictObject({
    character: z
      .string()
      .regex(/^[^\p{C}\p{M}]$/u, 'write a single visible character')
      .default('*')
      .describe('The character that hides.'),
    keepFirst: z
      .int()
      .min(0)
      .max(64)
      .default(0)
      .describe('Characters to leave readable at the start.'),
    keepLast: z
      .int()
      .min(0)
      .max(64)
      .default(0)
      .describe('Characters to leave readable at the end.'),
    keepLength: z
      .boolean()
      .default(false)
      .describe('Hide character by character, so that the length stays.'),
  }),
  properties: REMOVED,
  adjust({ keepFirst, keepLast, keepLength }) {
    const length: Leak[] = keepLength ? ['length'] : [];
    return keepFirst + keepLast > 0
      ? { family: 'partial', reveals: 'value', leaks: [...length, 'part', 'frequency', 'nulls'] }
      : { leaks: [...length, 'nulls'] };
  },
  width: ({ keepFirst, keepLast, keepLength }) =>
    keepLength ? 0 : keepFirst + HIDDEN_LENGTH + keepLast,
  create: ({ character, keepFirst, keepLast, keepLength }) =>
    maskEach((value) => {
      const characters = Array.from(value);
      const kept = keepFirst + keepLast;
      const [head, tail] = characters.length > kept ? [keepFirst, keepLast] : [0, 0];
      const hidden = keepLength ? characters.length - head - tail : HIDDEN_LENGTH;
      return [
        ...characters.slice(0, head),
        character.repeat(hidden),
        ...characters.slice(characters.length - tail),
      ].join('');
    }),
  columns: ({ keepLength, ...kept }) =>
    partialCells({ ...kept, hiddenLength: keepLength ? undefined : HIDDEN_LENGTH }),
});
