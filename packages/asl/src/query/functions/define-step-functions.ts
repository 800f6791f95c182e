import type { Expression } from 'jsonata';
import { type Environment, evaluationOf } from '../evaluation.ts';
import { hash } from './hash.ts';
import { parse } from './parse.ts';
import { partition } from './partition.ts';
import { seededFraction } from './random.ts';
import { range } from './range.ts';
import { shuffle } from './shuffle.ts';
import { uuid } from './uuid.ts';

/** JSONata's `this` in a function. */
interface Focus {
  readonly environment: Environment;
}

/**
 * Gives an expression the functions that Step Functions adds to JSONata, takes `$eval` away, and replaces those
 * whose answers would not be the same again. They find what is particular to an evaluation in its environment, so
 * that one parsed expression serves many evaluations at the same time.
 *
 * Source: AWS Step Functions developer guide, "Transforming data with JSONata".
 */
export function defineStepFunctions(expression: Expression): void {
  expression.assign('eval', undefined);
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction('parse', parse, '<s:x>');
  expression.registerFunction(
    'uuid',
    function (this: Focus) {
      return uuid(evaluationOf(this.environment).random);
    },
    '<:s>',
  );
  expression.registerFunction(
    'random',
    function (this: Focus, seed?: number) {
      return seed === undefined
        ? evaluationOf(this.environment).random.fraction()
        : seededFraction(seed);
    },
    '<n?:n>',
  );
  expression.registerFunction(
    'shuffle',
    function (this: Focus, items?: readonly unknown[]) {
      return shuffle(items, evaluationOf(this.environment).random);
    },
    '<a:a>',
  );
  defineTime(expression);
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
    async function (this: Focus, picture?: string, timezone?: string) {
      const { now } = evaluationOf(this.environment);
      return formatTime(now, { picture, timezone, environment: this.environment });
    },
    '<s?s?:s>',
  );
}

/** JSONata's own formatting, which it shows as `$fromMillis` only. */
function formatTime(
  now: number,
  details: {
    readonly picture: string | undefined;
    readonly timezone: string | undefined;
    readonly environment: Environment;
  },
): unknown {
  const { implementation } = details.environment.lookup('fromMillis') as {
    readonly implementation: (now: number, picture?: string, timezone?: string) => unknown;
  };
  return implementation(now, details.picture, details.timezone);
}
