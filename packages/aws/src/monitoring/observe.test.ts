import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VARIABLES } from '../deployment.ts';
import { type LambdaHandler, observe } from './observe.ts';
import type { KeptFailure } from './report-failure.ts';

const environment = { [VARIABLES.deployment]: 'qa', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1769' };
const run = { id: 'run-1', bucket: 'bucket', prefix: 'runs/run-1' };

/** A function that is called with `events`, one after the other, a second each. */
async function observed(
  name: string,
  handler: LambdaHandler<unknown, unknown>,
  events: readonly unknown[],
) {
  const lines: string[] = [];
  const kept: KeptFailure[] = [];
  let time = Date.UTC(2026, 0, 2);
  const wrap = observe(name, environment, {
    write: (line) => void lines.push(line),
    now: () => (time += 500),
    keepFailure: async (failure) => {
      kept.push(failure);
      return 's3://bucket/runs/run-1/failures/1.json';
    },
  });
  const wrapped = wrap(handler);
  const results: unknown[] = [];
  for (const event of events)
    results.push(await wrapped(event, { awsRequestId: '1' }).catch((error: unknown) => error));
  const members = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const values = Object.assign({}, ...members.filter((line) => '_aws' in line)) as object;
  return { lines, kept, results, logs: members.filter((line) => 'level' in line), values };
}

it('logs begin and end, by what finds them again', async () => {
  const event = { run, table: 'users', shard: 3, firstRow: 0, rowCount: 5, attempt: 1 };
  const { logs, values } = await observed('rowmill-build-shard', async () => ({ rows: 5 }), [
    event,
  ]);
  const about = {
    level: 'info',
    deployment: 'qa',
    function: 'rowmill-build-shard',
    requestId: '1',
    run: 'run-1',
    table: 'users',
    shard: 3,
    attempt: 1,
    isCold: true,
  };
  expect(logs).toEqual([
    { ...about, time: '2026-01-02T00:00:00.500Z', message: 'begins' },
    { ...about, time: '2026-01-02T00:00:01.000Z', message: 'ends', seconds: 0.5 },
  ]);
  expect(values).toMatchObject({
    Deployment: 'qa',
    RowsGenerated: 5,
    ShardsBuilt: 1,
    TasksRetried: 1,
    run: 'run-1',
  });
});

it('tells a cold start once, for the first invocation', async () => {
  const { lines, logs } = await observed('rowmill-plan', async () => ({}), [{ run }, { run }]);
  expect(logs.map(({ isCold }) => isCold)).toEqual([true, true, false, false]);
  expect(lines.filter((line) => line.includes('ColdStartSeconds'))).toHaveLength(1);
});

it('prices the time and the memory of an invocation', async () => {
  const { values } = await observed('rowmill-plan', async () => ({}), [{ run }]);
  expect(values).toMatchObject({ ComputeUsd: expect.closeTo(0.5 * 1.7275 * 0.0000133334, 6) });
});

it('counts a clean-up that failed as one that left something behind', async () => {
  const fail = async () => {
    throw new Error('no way');
  };
  const { values } = await observed('rowmill-clean-up', fail, [{ run }]);
  expect(values).toMatchObject({ CleanUpsIncomplete: 1, TasksFailed: 1, error: 'Error' });
});

it('goes on where a failure cannot be kept: what failed first is what has to be told', async () => {
  const lines: string[] = [];
  const wrap = observe('rowmill-plan', environment, {
    write: (line) => void lines.push(line),
    keepFailure: () => Promise.reject(new TypeError('SECRET')),
  });
  const handler = wrap(() => Promise.reject(new RangeError('SECRET')));
  await expect(handler({ run }, { awsRequestId: '1' })).rejects.toMatchObject({
    name: 'RangeError',
    message: 'the message may hold data, and is not kept (TypeError)',
  });
  expect(lines.join('\n')).not.toContain('SECRET');
});

it('never tells the message of an error that is not known to be free of data', async () => {
  const SECRET = 'ada.lovelace@example.com';
  const hidden = fc.constantFrom(
    SECRET,
    `bad row: ${SECRET}`,
    `${SECRET}\n    at ${SECRET} (file:///x.ts:1:1)`,
  );
  const thrown = fc.oneof(
    fc
      .tuple(hidden, fc.constantFrom('Error', 'DataError', 'TargetError', SECRET))
      .map(([message, name]) =>
        Object.assign(new Error(message, { cause: new Error(message) }), {
          name,
          detail: message,
          code: message,
          target: message,
          problems: [new Error(message)],
          error: message,
        }),
      ),
    hidden,
    hidden.map((message) => ({ message, name: message })),
  );
  await fc.assert(
    fc.asyncProperty(thrown, async (error) => {
      const { lines, kept, results } = await observed(
        'rowmill-deliver-shard',
        () => Promise.reject(error),
        [{ run }],
      );
      const [told] = results as [Error];
      expect(lines.join('\n')).not.toContain(SECRET);
      expect([told.name, told.message, told.stack].join()).not.toContain(SECRET);
      expect(Object.keys(told).filter((key) => key !== 'name' && key !== 'stack')).toEqual([]);
      expect(told.cause).toBeUndefined();
      expect(JSON.stringify(kept)).toContain(SECRET);
    }),
  );
});
