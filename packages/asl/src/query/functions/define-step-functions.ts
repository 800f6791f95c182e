import type { Expression } from 'jsonata';
import { type Environment, evaluationOf } from '../evaluation.ts';
import { formatTime } from './format-time.ts';
import { hash } from './hash.ts';
import { parse } from './parse.ts';
import { partition } from './partition.ts';
import { random } from './random.ts';
import { range } from './range.ts';
import { shuffle } from './shuffle.ts';
import { uuid } from './uuid.ts';

/** JSONata's `this` in a function. */
interface Focus {
  readonly environment: Environment;
}

/**
 * Gives an expression the functions that Step Functions adds to JSONata, takes `$eval` away, and replaces those
 * whose answers would be different the next time. They find what is particular to an evaluation in its environment,
 * so that one parsed expression serves many evaluations at the same time.
 *
 * Functions with a signature have their arguments checked by JSONata; those without check them by themselves, since
 * the service is stricter than signatures can tell.
 *
 * Source: AWS Step Functions developer guide, "Transforming data with JSONata".
 */
export function defineStepFunctions(expression: Expression): void {
  expression.assign('eval', undefined);
  expression.registerFunction('partition', withArity(2, partition));
  expression.registerFunction('range', withArity(3, range));
  expression.registerFunction('hash', withArity(2, hash));
  expression.registerFunction('parse', withArity(1, parse));
  defineRandom(expression);
  defineTime(expression);
}

/**
 * Higher-order functions pass as many arguments as a function has parameters: the one that only catches what is too
 * much must not count.
 */
function withArity<T extends (...values: never[]) => unknown>(count: number, implementation: T): T {
  return Object.defineProperty(implementation, 'length', { value: count });
}

function defineRandom(expression: Expression): void {
  expression.registerFunction(
    'uuid',
    withArity(0, function (this: Focus, surplus: unknown) {
      return uuid(evaluationOf(this.environment).random, surplus);
    }),
  );
  expression.registerFunction(
    'random',
    withArity(1, function (this: Focus, seed: unknown, surplus: unknown) {
      return random(evaluationOf(this.environment).random, seed, surplus);
    }),
  );
  expression.registerFunction(
    'shuffle',
    function (this: Focus, items?: readonly unknown[]) {
      return shuffle(evaluationOf(this.environment).random, items);
    },
    '<a:a>',
  );
}

function defineTime(expression: Expression): void {
  expression.registerFunction(
    'millis',
    function (this: Focus) {
      return evaluationOf(this.environment).now;
    },
    '<:n>',
  );
  expression.registerFunction(
    'now',
    function (this: Focus, picture?: string, timezone?: string) {
      return formatTime(evaluationOf(this.environment).now, picture, timezone);
    },
    '<s?s?:s>',
  );
}
