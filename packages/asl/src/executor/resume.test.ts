import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../document/load-document.ts';
import type { StateMachine } from '../document/states.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { JournalRecord } from '../journal/journal.ts';
import type { Json, JsonObject } from '../json.ts';
import type { TaskHandlers } from '../ports.ts';
import { resumeExecution, startExecution } from './execute.ts';
import type { ExecutionOptions, ExecutionResult, RunningExecution } from './execution.ts';
import { readHistory } from './read-history.ts';
import { arbitraryDocument } from './testing/arbitrary-document.ts';
import { breakingJournal } from './testing/breaking-journal.ts';
import { functionArn, mapDocument, recordsOf, testOptions } from './testing/documents.ts';

class Flaky extends Error {
  override readonly name = 'Flaky';
}

interface World {
  /** Of the process that lives. */
  execution: Promise<RunningExecution>;
  /** Calls of the handler that must not be repeated, by attempt; and how often it was told that it was. */
  readonly once: Map<string, number>;
  repeats: number;
}

const tasksOf = (world: World): TaskHandlers => ({
  echo: async (input) => ({ echo: input }),
  flaky: async (input, { attempt }) => {
    if (attempt < 2) throw new Flaky('not yet');
    return { tries: attempt, input };
  },
  once: {
    repeatable: false,
    handler: async (input, { isRepeated, execution, state }) => {
      const key = `${execution} ${state} ${JSON.stringify(input)}`;
      if (isRepeated) world.repeats++;
      else world.once.set(key, (world.once.get(key) ?? 0) + 1);
      return { once: input };
    },
  },
  'arn:aws:states:::sqs:sendMessage': async (input, { token = '' }) => {
    const { execution } = world;
    // A process that has died does not get the answer either.
    void execution
      .then(({ completeTask }) => completeTask(token, { told: input }))
      .catch(() => undefined);
    return null;
  },
  broken: async () => {
    throw new Error('broken');
  },
});

async function finish(
  world: World,
  begin: () => Promise<RunningExecution>,
): Promise<ExecutionResult | undefined> {
  try {
    world.execution = new Promise((resolve, reject) => {
      setImmediate(() => begin().then(resolve, reject));
    });
    return await (await world.execution).result;
  } catch (error) {
    expect(error).toMatchObject({ name: 'JournalError', path: 'test' });
    return undefined;
  }
}

/** Runs a document in processes that die after some appends each, until one comes to the end. */
async function runWithCrashes(
  machine: StateMachine,
  crash: { readonly appends: number; readonly isLastHeard: boolean },
): Promise<{ result: ExecutionResult; options: ExecutionOptions }> {
  const execution = new Promise<RunningExecution>(() => undefined);
  const world: World = { execution, once: new Map(), repeats: 0 };
  let records: readonly JournalRecord[] = [];
  for (;;) {
    const journal = breakingJournal(records, crash);
    const options = testOptions(machine, tasksOf(world), { journal });
    const begin = (): Promise<RunningExecution> =>
      records.length === 0 ? startExecution({ a: 1 }, options) : resumeExecution(options);
    const result = await finish(world, begin);
    records = await recordsOf(journal);
    if (result !== undefined) return { result, options };
  }
}

/** What a history says without times, numbers and the order of what runs at the same time. */
const essence = (events: readonly HistoryEvent[]): string[] =>
  events.map(({ type, details }) => `${type} ${text(details?.value)}`).sort();

const text = (value: JsonObject | undefined): string => JSON.stringify(withoutTokens(value ?? {}));

/** Random values follow from the events before them, whose order may differ where much runs at the same time. */
function withoutTokens(value: Json): Json {
  return JSON.parse(JSON.stringify(value).replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'uuid'));
}

describe('a resumed execution', () => {
  it('ends like one that was not disturbed, wherever its processes died', async () => {
    const crashes = fc.record({
      appends: fc.integer({ min: 1, max: 12 }),
      isLastHeard: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, crashes, async (machine, crash) => {
        loadDocument(machine as unknown as JsonObject);
        const whole = await runWithCrashes(machine, { appends: 1e9, isLastHeard: true });
        expect(whole.result.status).toBe('SUCCEEDED');
        const broken = await runWithCrashes(machine, crash);
        expect(broken.result).toEqual(whole.result);
        const [left, right] = [await readHistory(broken.options), await readHistory(whole.options)];
        expect(essence(left.events)).toEqual(essence(right.events));
        expect(left.mapRuns.map(counts)).toEqual(right.mapRuns.map(counts));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('tells handlers that must not be repeated, and no others', async () => {
    const machine: StateMachine = {
      QueryLanguage: 'JSONata',
      StartAt: 'Once',
      States: { Once: { Type: 'Task', Resource: functionArn('once'), End: true } },
    };
    // ExecutionStarted, TaskStarted, and nothing of the end.
    const journal = breakingJournal([], { appends: 2, isLastHeard: true });
    const seen: boolean[] = [];
    const tasks: TaskHandlers = {
      once: {
        repeatable: false,
        handler: async (_, { isRepeated }) => {
          seen.push(isRepeated);
          return null;
        },
      },
    };
    const first = await startExecution({}, testOptions(machine, tasks, { journal }));
    await expect(first.result).rejects.toThrow('died');
    const left = breakingJournal(await recordsOf(journal), { appends: 9, isLastHeard: true });
    const second = await resumeExecution(testOptions(machine, tasks, { journal: left }));
    await second.result;
    expect(seen).toEqual([false, true]);
  });

  it('gives the result of an execution that had ended', async () => {
    const options = testOptions(mapDocument(), { shard: async (input) => input });
    await (await startExecution([1, 2], options)).result;
    const before = await recordsOf(options.journal);
    const resumed = await resumeExecution(options);
    expect(await resumed.result).toEqual({ status: 'SUCCEEDED', output: [1, 2] });
    expect(await recordsOf(options.journal)).toEqual(before);
  });

  it('is refused where nothing was started', async () => {
    const options = testOptions(mapDocument(), { shard: async () => null });
    await expect(resumeExecution(options)).rejects.toThrow('never started');
  });

  it('goes on after it was let go', async () => {
    const options = testOptions(mapDocument({ MaxConcurrency: 2 }), {
      shard: async (input, { signal }) => {
        if (input === 2 && options.name === 'test' && !isLetGo) {
          isLetGo = true;
          first.suspend();
          expect(signal.aborted).toBe(true);
        }
        return input;
      },
    });
    let isLetGo = false;
    const first = await startExecution([0, 1, 2, 3, 4], options);
    await expect(first.result).rejects.toThrow('let go');
    const second = await resumeExecution(options);
    expect(await second.result).toEqual({ status: 'SUCCEEDED', output: [0, 1, 2, 3, 4] });
  });
});

const counts = (run: { readonly status: string; readonly succeeded: number }): Json => ({
  status: run.status,
  succeeded: run.succeeded,
});
