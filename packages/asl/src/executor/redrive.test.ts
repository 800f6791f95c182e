import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../journal/journal.ts';
import { openMemoryJournal } from '../journal/memory-journal.ts';
import type { Json } from '../json.ts';
import { memoryObjects } from '../map-run/testing/memory-objects.ts';
import type { TaskHandler } from '../ports.ts';
import { redriveExecution, resumeExecution, startExecution } from './execute.ts';
import type { ExecutionOptions, ExecutionResult, RunningExecution } from './execution.ts';
import { readHistory } from './read-history.ts';
import { breakingJournal } from './testing/breaking-journal.ts';
import { mapDocument, recordsOf, testOptions } from './testing/documents.ts';

class ShardError extends Error {
  override readonly name = 'ShardError';
}

interface Case {
  readonly items: readonly number[];
  readonly failing: readonly number[];
  readonly fields: object;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly crash: { readonly appends: number; readonly isLastHeard: boolean };
}

const cases: fc.Arbitrary<Case> = fc.record({
  items: fc.integer({ min: 0, max: 12 }).map((count) => Array.from({ length: count }, (_, i) => i)),
  failing: fc.uniqueArray(fc.nat({ max: 11 }), { maxLength: 4 }),
  fields: fc.record(
    {
      MaxConcurrency: fc.integer({ min: 1, max: 4 }),
      ToleratedFailureCount: fc.integer({ min: 0, max: 4 }),
      ToleratedFailurePercentage: fc.integer({ min: 0, max: 100 }),
      ItemBatcher: fc.constant({ MaxItemsPerBatch: 2 }),
    },
    { requiredKeys: [] },
  ),
  type: fc.constantFrom('STANDARD', 'EXPRESS'),
  crash: fc.record({ appends: fc.integer({ min: 1, max: 9 }), isLastHeard: fc.boolean() }),
});

const UNDISTURBED = { appends: 1e9, isLastHeard: true };

type Begin = (options: ExecutionOptions) => Promise<RunningExecution>;

interface Course {
  readonly failed: ExecutionResult;
  readonly mended: ExecutionResult | undefined;
  readonly options: ExecutionOptions;
  /** Items of shards that were made after the redrive. */
  readonly again: readonly Json[];
}

/** Starts, and redrives what failed with handlers that succeed; both in processes that die. */
async function run({ items, failing, fields, type, crash }: Case): Promise<Course> {
  const machine = mapDocument({ ...fields, ItemProcessor: processor(type) });
  const seen: Json[] = [];
  let isMended = false;
  const shard: TaskHandler = async (input) => {
    const some = typeof input === 'number' ? [input] : (input as { Items: number[] }).Items;
    if (!isMended && some.some((item) => failing.includes(item))) throw new ShardError('no');
    seen.push(...some);
    return some;
  };
  let records: readonly JournalRecord[] = [];
  let options = testOptions(machine, { shard });

  const finish = async (begin: Begin, mayBegin: () => boolean): Promise<ExecutionResult> => {
    for (;;) {
      const journal = breakingJournal(records, crash);
      options = testOptions(machine, { shard }, { journal });
      try {
        const running = await (mayBegin() ? begin(options) : resumeExecution(options));
        return await running.result;
      } catch (error) {
        expect(error).toMatchObject({ message: 'test: died' });
      } finally {
        records = await recordsOf(journal);
      }
    }
  };

  const failed = await finish(
    (given) => startExecution([...items], given),
    () => records.length === 0,
  );
  if (failed.status === 'SUCCEEDED') return { failed, mended: undefined, options, again: [] };
  isMended = true;
  seen.length = 0;
  const before = records.length;
  const mended = await finish(redriveExecution, () => records.length === before);
  return { failed, mended, options, again: seen };
}

const processor = (ExecutionType: string): object => ({
  ...(mapDocument().States.Shards as unknown as { ItemProcessor: object }).ItemProcessor,
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
});

describe('a map run whose processes die', () => {
  it('fails and is redriven like one that was not disturbed', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const whole = await run({ ...given, crash: UNDISTURBED });
        const broken = await run(given);
        expect(broken.failed).toEqual(whole.failed);
        expect(broken.mended).toEqual(whole.mended);
        if (whole.mended === undefined) return;
        expect(whole.mended.status).toBe('SUCCEEDED');
        const [progress] = (await readHistory(broken.options)).mapRuns;
        expect(progress).toMatchObject({ failed: 0, aborted: 0, running: 0, pending: 0 });
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('stops at once what a process left running that had seen too many failures', async () => {
    // The start, two children begun, a failure and its end; but nothing yet of the other child's stop.
    const journal = breakingJournal([], { appends: 5, isLastHeard: true });
    const seen: Json[] = [];
    const shard: TaskHandler = async (input, { signal }) => {
      seen.push(input);
      if (input === 0) throw new ShardError('zero');
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return null;
    };
    const first = await startExecution([0, 1], testOptions(mapDocument(), { shard }, { journal }));
    await expect(first.result).rejects.toThrow('died');
    const left = openMemoryJournal(await recordsOf(journal));
    const second = await resumeExecution(testOptions(mapDocument(), { shard }, { journal: left }));
    expect(await second.result).toMatchObject({ status: 'FAILED' });
    expect(seen).toEqual([0, 1]);
    expect((await recordsOf(left)).at(-2)).toMatchObject({
      kind: 'child-ended',
      outcome: { status: 'ABORTED' },
    });
  });

  it('does not succeed without the children that a failed reader had stopped', async () => {
    const reading = mapDocument({
      Items: undefined,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Arguments: { Bucket: 'b', Key: 'k' },
      },
    });
    const shard: TaskHandler = async (_, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return null;
    };
    // The start; two children begun, stopped and ended; nothing of the end of the map run.
    const journal = breakingJournal([], { appends: 7, isLastHeard: true });
    const broken = memoryObjects({ 'b/k': '0\n1\nno json' });
    const options = testOptions(reading, { shard }, { journal, objects: broken });
    await expect((await startExecution({}, options)).result).rejects.toThrow('died');

    const left = openMemoryJournal(await recordsOf(journal));
    const mended = memoryObjects({ 'b/k': '0\n1' });
    const others = { journal: left, objects: mended };
    const second = await resumeExecution(testOptions(reading, { shard }, others));
    expect(await second.result).toMatchObject({
      error: 'States.ExceedToleratedFailureThreshold',
    });
    const ends = (await recordsOf(left)).filter(({ kind }) => kind === 'child-ended');
    expect(ends).toMatchObject(Array(2).fill({ outcome: { status: 'ABORTED' } }));
  });

  it('makes no shard again that had succeeded', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { mended, again } = await run({ ...given, crash: UNDISTURBED });
        if (mended === undefined) return;
        expect(new Set(again).size).toBe(again.length);
        expect(again).toEqual(expect.arrayContaining(given.items.filter(isIn(given.failing))));
      }),
    );
  });
});

const isIn =
  (list: readonly number[]) =>
  (item: number): boolean =>
    list.includes(item);

describe('results in a bucket', () => {
  const writing = mapDocument({
    MaxConcurrency: 1,
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Arguments: { Bucket: 'b', Prefix: 'out' },
    },
  });

  it('tell of what succeeded, failed and never began, and after a redrive of what came then', async () => {
    const objects = memoryObjects();
    let isMended = false;
    const shard: TaskHandler = async (input) => {
      if (!isMended && input === 1) throw new ShardError('one');
      return { made: input };
    };
    const options = testOptions(writing, { shard }, { objects });
    const { result } = await startExecution([0, 1, 2], options);
    expect(await result).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
    expect(statuses(objects)).toEqual(['FAILED 1', 'PENDING 2', 'SUCCEEDED 0']);

    isMended = true;
    const redriven = await redriveExecution(options);
    const ended = await redriven.result;
    if (ended.status !== 'SUCCEEDED') throw new Error(`it ${ended.status}`);
    const { ResultWriterDetails } = ended.output as { ResultWriterDetails: { Key: string } };
    const manifest = JSON.parse(objects.text('b', ResultWriterDetails.Key)) as {
      ResultFiles: { [kind: string]: { Key: string }[] };
    };
    const succeeded = (manifest.ResultFiles.SUCCEEDED ?? []).flatMap(
      ({ Key }) => JSON.parse(objects.text('b', Key)) as { Output: string }[],
    );
    expect(succeeded.map(({ Output }) => Output)).toEqual([
      '{"made":0}',
      '{"made":1}',
      '{"made":2}',
    ]);
    expect(manifest.ResultFiles).toMatchObject({ FAILED: [], PENDING: [] });
  });

  it('fail without a store', async () => {
    const options = testOptions(writing, { shard: async () => null });
    const { result } = await startExecution([1], options);
    expect(await result).toMatchObject({ status: 'FAILED', error: 'States.ResultWriterFailed' });
  });
});

function statuses(objects: ReturnType<typeof memoryObjects>): string[] {
  return objects
    .names()
    .filter((name) => /(SUCCEEDED|FAILED|PENDING)_/.test(name))
    .flatMap((name) => {
      const entries = JSON.parse(objects.text('b', name.slice(2))) as { [key: string]: string }[];
      return entries.map(({ Status, Input }) => `${Status} ${Input}`);
    })
    .sort();
}
