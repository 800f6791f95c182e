import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { evaluate, evaluateAssign } from './evaluate.ts';
import { frozen, scopeOf } from './testing/scope-of.ts';

const json = fc.jsonValue().map((value) => frozen(JSON.parse(JSON.stringify(value))) as Json);
/** No string of it is an expression. */
const literal = json.filter((value) => !JSON.stringify(value).includes('{%'));

const cause = async (value: Json, field: string, scope = scopeOf({})) => {
  try {
    return `answered ${JSON.stringify(await evaluate(value, field, scope))}`;
  } catch (error) {
    return `${(error as { error: string }).error}: ${(error as Error).message}`;
  }
};

describe('evaluate', () => {
  it('takes literals as they stand', async () => {
    await fc.assert(
      fc.asyncProperty(literal, async (value) => {
        expect(await evaluate(value, 'Output', scopeOf({}))).toEqual(value);
      }),
    );
  });

  it('hands any input through, with input that cannot be written to', async () => {
    await fc.assert(
      fc.asyncProperty(json, async (input) => {
        const output = await evaluate('{% $states.input %}', 'Output', scopeOf(input));
        expect(output).toEqual(JSON.parse(JSON.stringify(input)));
      }),
    );
  });

  it('replaces expressions wherever they stand in a template', async () => {
    const template = {
      kept: 'literal {% 1 %}',
      sum: '{% $sum($states.input.values) %}',
      list: ['{% $states.input.values[0] %}', { deep: '{%$states.context.Execution.Name%}' }],
      nothing: null,
    };
    expect(await evaluate(template, 'Output', scopeOf({ values: [1, 2, 3] }))).toEqual({
      kept: 'literal {% 1 %}',
      sum: 6,
      list: [1, { deep: 'run-1' }],
      nothing: null,
    });
  });

  it.each(['', ' {% 1 %}', '{% 1 %} ', '{%}', '{% 1', '1 %}'])('leaves %j alone', async (text) => {
    expect(await evaluate(text, 'Output', scopeOf({}))).toBe(text);
  });

  it('keeps members with the names of prototypes', async () => {
    const template = JSON.parse('{"__proto__": "{% 1 %}", "constructor": 2}');
    const output = await evaluate(template, 'Output', scopeOf({}));
    expect(JSON.stringify(output)).toBe('{"__proto__":1,"constructor":2}');
  });

  it('sees variables, and $states only where there is something', async () => {
    const scope = scopeOf({ a: 1 }, { variables: { table: 'users', $: 1, constructor: 3 } });
    expect(await evaluate('{% $table & $states.input.a & $constructor %}', 'Output', scope)).toBe(
      'users13',
    );
    expect(await evaluate('{% $exists($states.result) %}', 'Output', scope)).toBe(false);
    const states = { ...scope.states, result: [1], errorOutput: { Error: 'E' } };
    expect(
      await evaluate('{% $states.result[0] & $states.errorOutput.Error %}', 'Output', {
        ...scope,
        states,
      }),
    ).toBe('1E');
  });

  it('lets no variable take the place of $states', async () => {
    const scope = scopeOf(1, { variables: { states: { input: 2 } } });
    expect(await evaluate('{% $states.input %}', 'Output', scope)).toBe(1);
  });

  it('has no input but $states', async () => {
    expect(await cause('{% $$ %}', 'Output', scopeOf({ a: 1 }))).toContain('returned nothing');
    expect(await cause('{% a %}', 'Output', scopeOf({ a: 1 }))).toContain('returned nothing');
  });
});

describe('failures', () => {
  it('names the expression and the field as AWS does', async () => {
    expect(await cause('{% $nope %}', 'Arguments')).toBe(
      "States.QueryEvaluationError: The JSONata expression '$nope' specified for the field 'Arguments' returned nothing (undefined).",
    );
    expect(await cause({ a: [1, { b: '{% $no() %}' }] }, 'Choices[1]/Output')).toBe(
      "States.QueryEvaluationError: The JSONata expression '$no()' specified for the field 'Choices[1]/Output/a[1]/b' threw an error during evaluation. T1006: Attempted to invoke a non-function",
    );
  });

  it('has the message of JSONata for each code', async () => {
    const tail = (text: string) => expect(cause(`{% ${text} %}`, 'Output')).resolves;
    await tail('1 +').toContain(
      'threw an error during evaluation. S0207: Unexpected end of expression',
    );
    await tail('$sum(["a"])').toContain(
      '. T0412: Argument 1 of function "sum" must be an array of "numbers"',
    );
    await tail('1 & "a" < 1').toContain(
      '. T2009: The values "1a" and 1 either side of operator "<" must be of the same data type',
    );
    await tail('$error("no rows")').toContain('. D3137: no rows');
    await tail('$eval("1")').toContain('. T1006: Attempted to invoke a non-function');
  });

  it('refuses functions as results', async () => {
    for (const text of ['$sum', 'function($x){$x}', '/a/', '$substring(?, 1)', '$uuid']) {
      expect(await cause(`{% ${text} %}`, 'Output')).toContain(
        'returned an unsupported result type.',
      );
    }
  });

  it('does not let an expression write into its input by calling it', async () => {
    const input = JSON.parse('{"o": {"a": 1}}');
    const states = { input, context: {} };
    const scope = { ...scopeOf({}), states };
    for (const text of [
      '$states.input.o()',
      '($f := $states.input.o; $f())',
      '$states.input.o() + 1',
      '(function(){ $states.input.o() })()',
    ]) {
      expect(await cause(`{% ${text} %}`, 'Output', scope)).toContain('T1006');
    }
    expect(await evaluate('{% $states.input.o ~> |$|{"b": 2}| %}', 'Output', scope)).toEqual({
      a: 1,
      b: 2,
    });
    expect(input).toEqual({ o: { a: 1 } });
  });

  it('takes data that looks like a function for data', async () => {
    const lookalike = { _jsonata_lambda: true, _jsonata_function: true, implementation: 'x' };
    expect(await evaluate('{% $states.input %}', 'Output', scopeOf([lookalike]))).toEqual([
      lookalike,
    ]);
  });
});

describe('values that are the same again', () => {
  const VARYING = {
    id: '{% [$uuid(), $random(), $now(), $millis(), $shuffle([1..20]), $uuid()] %}',
  };

  it('gives the same for the same scope', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.integer({ min: 0, max: 4e12 }), async (seed, now) => {
        const scope = scopeOf({}, { seed, now });
        const once = await evaluate(VARYING, 'Output', scope);
        expect(await evaluate(VARYING, 'Output', scope)).toEqual(once);
      }),
      { numRuns: 20 },
    );
  });

  it('gives others for another call, field or seed', async () => {
    const scope = scopeOf({});
    const ids = (await evaluate(
      { a: '{% $uuid() %}', b: '{% [$uuid(), $map([1..3], function(){ $uuid() })] %}' },
      'Output',
      scope,
    )) as { a: string; b: [string, ...string[]] };
    const others = [
      await evaluate({ a: '{% $uuid() %}' }, 'Assign', scope),
      await evaluate({ a: '{% $uuid() %}' }, 'Output', { ...scope, seed: 'another' }),
    ].map((output) => (output as { a: string }).a);
    expect(new Set([ids.a, ...ids.b, ...others]).size).toBe(7);
  });

  it('has the time of the scope, in each form', async () => {
    const scope = scopeOf({});
    const at = (text: string) => evaluate(`{% ${text} %}`, 'Output', scope);
    expect(await at('$now()')).toBe('2026-01-02T03:04:05.006Z');
    expect(await at('$now("[Y0001]-[M01]", "+0100")')).toBe('2026-01');
    expect(await at('$millis()')).toBe(scope.now);
    // The date that a picture does not tell is the date of the execution.
    expect(await at('$fromMillis($toMillis("10:30", "[H]:[m]"))')).toBe('2026-01-02T10:30:00.000Z');
    expect(await at('($fromMillis := 1; $now())')).toBe('2026-01-02T03:04:05.006Z');
  });

  it('keeps evaluations of one expression apart that run at the same time', async () => {
    const text =
      '{% [$millis(), $states.input, $uuid(), $map([1..5], function($i){ $i * $states.input }), $millis()] %}';
    const scopes = Array.from({ length: 20 }, (_, index) =>
      scopeOf(index, { now: index, seed: `${index}` }),
    );
    const alone: Json[] = [];
    for (const scope of scopes) alone.push(await evaluate(text, 'Output', scope));
    expect(await Promise.all(scopes.map((scope) => evaluate(text, 'Output', scope)))).toEqual(
      alone,
    );
    expect(alone.map((output) => (output as Json[])[0])).toEqual(scopes.map(({ now }) => now));
  });
});

describe('evaluateAssign', () => {
  it('takes all values from the same snapshot', async () => {
    const scope = scopeOf({}, { variables: { a: 1, b: 2 } });
    const assign: JsonObject = { a: '{% $b %}', b: '{% $a %}', c: { d: '{% $a + $b %}' } };
    expect(await evaluateAssign(assign, 'Assign', scope)).toEqual({ a: 2, b: 1, c: { d: 3 } });
  });

  it('names the variable', async () => {
    await expect(
      evaluateAssign({ total: '{% $no %}' }, 'Catch[0]/Assign', scopeOf({})),
    ).rejects.toThrow("specified for the field 'Catch[0]/Assign/total' returned nothing");
  });
});
