import { z } from 'zod';
import { defineGenerator } from '../define.ts';
import { compileTemplate } from '../template/compile-template.ts';

/**
 * Text with placeholders: `{{person.firstName}} ordered {{quantity}} pieces`.
 *
 * `{{name}}` is the column of that name where the row has one, else a generator; options of a generator follow its
 * name: `{{number.int min=1 max=6}}`. `\{{` stands for two braces. A cell is null where one of its placeholders is.
 *
 * Unique: by the placeholders that can be read back from the text.
 */
export const template = defineGenerator({
  name: 'template',
  summary: 'Text with columns of the row and other generators in it.',
  options: z.strictObject({
    template: z
      .string()
      .min(1)
      .max(10_000)
      .describe('Text; {{name}} is a column or a generator, {{name key=value}} one with options.'),
  }),
  unique: 'choices',
  compile: (cells, { template: text }) => compileTemplate(cells, text),
});
