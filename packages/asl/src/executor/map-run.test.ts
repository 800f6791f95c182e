import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import type { TaskHandler } from '../ports.ts';
import { redriveExecution, startExecution } from './execute.ts';
import type { ExecutionResult, MapRunProgress } from './execution.ts';
import { readHistory } from './read-history.ts';
import { mapDocument, recordsOf, testOptions } from './testing/documents.ts';
import { virtualClock } from './virtual-clock.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

class ShardError extends Error {
  override readonly name = 'ShardError';
}

const failsAt =
  (...indexes: readonly number[]): TaskHandler =>
  async (input) => {
    if (indexes.includes(input as number)) throw new ShardError(`shard ${input}`);
    return input;
  };

const THRESHOLD = {
  status: 'FAILED',
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

async function run(
  machine: ReturnType<typeof mapDocument>,
  shard: TaskHandler,
  input: Json,
): Promise<ExecutionResult> {
  return (await startExecution(input, testOptions(machine, { shard }))).result;
}

describe('a map run', () => {
  it('gives outputs in the order of the items, whatever the order of their ends', async () => {
    const clock = virtualClock();
    const shard: TaskHandler = async (input, { signal }) => {
      await clock.sleep(1000 * (10 - (input as number)), signal);
      return [input];
    };
    const options = testOptions(mapDocument(), { shard }, { clock });
    const { result } = await startExecution(numbers(5), options);
    expect(await result).toEqual({ status: 'SUCCEEDED', output: [[0], [1], [2], [3], [4]] });
  });

  it.each([1, 3])('never has more than %i children under way', async (limit) => {
    let running = 0;
    let most = 0;
    const clock = virtualClock();
    const shard: TaskHandler = async (_, { signal }) => {
      running++;
      most = Math.max(most, running);
      await clock.sleep(10, signal);
      running--;
      return null;
    };
    const options = testOptions(mapDocument({ MaxConcurrency: limit }), { shard }, { clock });
    const { result } = await startExecution(numbers(10), options);
    expect(await result).toMatchObject({ status: 'SUCCEEDED' });
    expect(most).toBe(limit);
  });

  it('selects the input of each child, and tells it where it stands', async () => {
    const machine = mapDocument({
      ItemSelector: {
        value: '{% $states.context.Map.Item.Value %}',
        index: '{% $states.context.Map.Item.Index %}',
        source: '{% $states.context.Map.Item.Source %}',
      },
    });
    const result = await run(machine, async (input) => input, ['a', 'b']);
    expect(result).toMatchObject({
      output: [
        { value: 'a', index: 0, source: 'STATE_DATA' },
        { value: 'b', index: 1, source: 'STATE_DATA' },
      ],
    });
  });

  it('joins items into batches', async () => {
    const machine = mapDocument({ ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { a: 1 } } });
    const result = await run(machine, async (input) => input, [1, 2, 3]);
    expect(result).toMatchObject({
      output: [
        { BatchInput: { a: 1 }, Items: [1, 2] },
        { BatchInput: { a: 1 }, Items: [3] },
      ],
    });
  });

  it('ends at once without items', async () => {
    expect(await run(mapDocument(), failsAt(), [])).toEqual({ status: 'SUCCEEDED', output: [] });
  });

  it('fails with the first failure, where none is tolerated; stops some and never begins others', async () => {
    const clock = virtualClock();
    const aborted: Json[] = [];
    const shard: TaskHandler = async (input, { signal }) => {
      signal.addEventListener('abort', () => aborted.push(input));
      if (input === 1) throw new ShardError('one');
      await clock.sleep(1000, signal);
      return null;
    };
    const seen: MapRunProgress[] = [];
    const options = testOptions(
      mapDocument({ MaxConcurrency: 2 }),
      { shard },
      {
        clock,
        onMapRun: (progress) => seen.push(progress),
      },
    );
    const { result } = await startExecution(numbers(4), options);
    expect(await result).toEqual(THRESHOLD);
    expect(aborted).toContain(0);
    expect(seen.at(-1)).toMatchObject({
      status: 'FAILED',
      total: 4,
      succeeded: 0,
      failed: 1,
      aborted: 1,
      running: 0,
      pending: 2,
    });
  });

  it.each([
    ['a count', { ToleratedFailureCount: 2 }, 'SUCCEEDED'],
    ['a count too low', { ToleratedFailureCount: 1 }, 'FAILED'],
    ['a percentage', { ToleratedFailurePercentage: 20 }, 'SUCCEEDED'],
    ['a percentage too low', { ToleratedFailurePercentage: 19 }, 'FAILED'],
    [
      'items of batches',
      { ToleratedFailureCount: 3, ItemBatcher: { MaxItemsPerBatch: 2 } },
      'FAILED',
    ],
    ['batches', { ToleratedFailureCount: 4, ItemBatcher: { MaxItemsPerBatch: 2 } }, 'SUCCEEDED'],
  ])('survives as many failures as it tolerates: %s', async (_, fields, status) => {
    const shard: TaskHandler = async (input) => {
      const items = typeof input === 'number' ? [input] : (input as { Items: number[] }).Items;
      if (items.some((item) => item === 3 || item === 7)) throw new ShardError('no');
      return null;
    };
    expect(await run(mapDocument(fields), shard, numbers(10))).toMatchObject({ status });
  });

  it('can be caught', async () => {
    const machine = {
      ...mapDocument({
        Catch: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], Next: 'Mended' }],
      }),
    };
    const states = { ...machine.States, Mended: { Type: 'Pass', Output: 'mended', End: true } };
    const mended = { ...machine, States: states } as ReturnType<typeof mapDocument>;
    expect(await run(mended, failsAt(0), [0])).toEqual({ status: 'SUCCEEDED', output: 'mended' });
  });

  it('fails when outputs are larger than a payload', async () => {
    const result = await run(mapDocument(), async () => 'x'.repeat(1000), numbers(300));
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('fails when the selector fails', async () => {
    const machine = mapDocument({ ItemSelector: '{% $states.context.Map.Item.Value.missing %}' });
    expect(await run(machine, failsAt(), [1])).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });

  it('stops its children with the execution, and leaves a record of each', async () => {
    const clock = virtualClock();
    let tell = (): void => undefined;
    const areThree = new Promise<void>((resolve) => {
      tell = resolve;
    });
    let begun = 0;
    const shard: TaskHandler = async (_, { signal }) => {
      begun++;
      if (begun === 3) tell();
      await clock.sleep(Number.POSITIVE_INFINITY, signal);
      return null;
    };
    const options = testOptions(mapDocument({ MaxConcurrency: 3 }), { shard }, { clock });
    const execution = await startExecution(numbers(5), options);
    await areThree;
    await execution.stop();
    expect(await execution.result).toMatchObject({ status: 'ABORTED' });
    const ends = (await recordsOf(options.journal)).filter(({ kind }) => kind === 'child-ended');
    expect(ends).toHaveLength(3);
    expect(ends).toMatchObject(Array(3).fill({ outcome: { status: 'ABORTED' } }));
  });

  it('runs within a child of another map run', async () => {
    const inner = mapDocument({ Items: '{% $states.input.items %}' });
    const machine = mapDocument();
    const outer = {
      ...machine,
      States: {
        Outer: {
          Type: 'Map',
          Items: '{% $states.input %}',
          ItemProcessor: {
            ...inner,
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          },
          End: true,
        },
      },
      StartAt: 'Outer',
    } as unknown as ReturnType<typeof mapDocument>;
    const executions: string[] = [];
    const options = testOptions(outer, {
      shard: async (input, { execution }) => {
        executions.push(execution);
        return input;
      },
    });
    const { result } = await startExecution([{ items: [1, 2] }, { items: [3] }], options);
    expect(await result).toEqual({ status: 'SUCCEEDED', output: [[1, 2], [3]] });
    expect(executions).toHaveLength(3);
    const inside = await readHistory({ ...options, execution: executions[2] ?? '' });
    expect(inside.result).toEqual({ status: 'SUCCEEDED', output: 3 });
  });
});

describe('a redrive', () => {
  it.each(['STANDARD', 'EXPRESS'])('runs again what failed, and nothing else: %s', async (type) => {
    const calls: Json[] = [];
    let isMended = false;
    const shard: TaskHandler = async (input) => {
      calls.push(input);
      if (!isMended && (input as number) % 2 === 1) throw new ShardError('not yet');
      return { shard: input };
    };
    const machine = mapDocument({ MaxConcurrency: 2, ToleratedFailureCount: 1 });
    const map = machine.States.Shards;
    if (map?.Type !== 'Map') throw new Error('no map');
    Object.assign(map.ItemProcessor, {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
    });
    const options = testOptions(machine, { shard });
    const first = await startExecution(numbers(8), options);
    expect(await first.result).toEqual(THRESHOLD);
    const succeeded = (await readHistory(options)).mapRuns[0]?.succeeded ?? 0;
    isMended = true;
    const before = calls.length;
    const second = await redriveExecution(options);
    expect(await second.result).toEqual({
      status: 'SUCCEEDED',
      output: numbers(8).map((shard) => ({ shard })),
    });
    expect(calls.length - before).toBe(8 - succeeded);
    expect((await readHistory(options)).mapRuns).toMatchObject([{ succeeded: 8, failed: 0 }]);
  });

  it('can be redriven again, until it succeeds', async () => {
    let tries = 0;
    const shard: TaskHandler = async (input) => {
      if (input === 1 && tries < 3) {
        tries++;
        throw new ShardError('again');
      }
      return input;
    };
    const options = testOptions(mapDocument(), { shard });
    expect(await (await startExecution([0, 1, 2], options)).result).toEqual(THRESHOLD);
    expect(await (await redriveExecution(options)).result).toEqual(THRESHOLD);
    expect(await (await redriveExecution(options)).result).toEqual(THRESHOLD);
    expect(await (await redriveExecution(options)).result).toEqual({
      status: 'SUCCEEDED',
      output: [0, 1, 2],
    });
  });

  it('is refused where there is nothing to run again', async () => {
    const options = testOptions(mapDocument(), { shard: failsAt() });
    await expect(redriveExecution(options)).rejects.toThrow('has not ended (PENDING)');
    await (await startExecution([0], options)).result;
    await expect(redriveExecution(options)).rejects.toThrow('succeeded');
  });
});
