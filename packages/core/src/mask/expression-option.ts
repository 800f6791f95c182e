import { z } from 'zod';
import { compileRowExpression } from './row-expression.ts';

/** An expression over the cells of a row, as an option; what is wrong with it is said while the request is read. */
export const expressionOption = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    try {
      compileRowExpression(text);
    } catch (error) {
      const problem = error instanceof RangeError ? error.message : 'not an expression';
      context.addIssue({ code: 'custom', message: problem.replace(/^derive: /, '') });
    }
  });
