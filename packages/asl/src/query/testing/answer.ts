import type { Json } from '../../json.ts';
import { evaluate } from '../evaluate.ts';
import { scopeOf } from './scope-of.ts';

/** What an expression answers for an input. */
export function answer(expression: string, input: Json = {}): Promise<Json> {
  return evaluate(`{% ${expression} %}`, 'Output', scopeOf(input));
}

/** The cause of its failure, from behind the name of the field. */
export async function causeOf(expression: string, input: Json = {}): Promise<string> {
  try {
    return `answered ${JSON.stringify(await answer(expression, input))}`;
  } catch (error) {
    const { message } = error as Error;
    return message.replace(/^.* specified for the field 'Output' /su, '');
  }
}
