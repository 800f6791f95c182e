import { type Json, type TaskContext, type TaskDefinition, TaskFailure } from '@rowmill/asl';
import { RowmillError } from '@rowmill/core';
import { RunStoppedError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import { WorkerError } from '../workers/worker-error.ts';
import { type Payload, type PayloadFields, readPayload } from './read-payload.ts';
import type { RunMemory } from './run-memory.ts';
import { stageContext, type TaskWorld } from './task-world.ts';

/** What the work of a task may use. */
export interface TaskTools {
  readonly context: StageContext;
  readonly memory: RunMemory;
  readonly world: TaskWorld;
  readonly call: TaskContext;
}

/** One function of the workflow: what it takes, and the stage that does it. */
export interface TaskOptions<Fields extends PayloadFields> {
  readonly name: string;
  readonly fields: Fields;
  /** Runs in a run that is to stop, too: clean-up and report. */
  readonly runsWhenStopped?: boolean;
  /** False where another process has to be told that the work had begun. */
  readonly repeatable?: boolean;
  work(payload: Payload<Fields>, tools: TaskTools): Promise<object>;
}

export type Task = (world: TaskWorld, memory: RunMemory) => readonly [string, TaskDefinition];

/** Puts a stage into a form that workflows call: JSON in, JSON out, errors by their names. */
export function defineTask<Fields extends PayloadFields>({
  name,
  fields,
  runsWhenStopped = false,
  repeatable = true,
  work,
}: TaskOptions<Fields>): Task {
  return (world, memory) => {
    const handler = async (input: Json, call: TaskContext): Promise<Json> => {
      const signal = runsWhenStopped
        ? new AbortController().signal
        : AbortSignal.any([world.signal, call.signal]);
      try {
        const payload = readPayload(name, input, fields);
        assertGoesOn(signal);
        const context = stageContext(world, payload.run, signal);
        return (await work(payload, { context, memory, world, call })) as Json;
      } catch (error) {
        throw failureOf(error, signal, (failure) => world.onFailure?.(name, failure));
      }
    };
    return [name, { handler, repeatable }];
  };
}

/** What the workflow is told of a failure: what was called off by a stop is one, whatever it threw. */
function failureOf(error: unknown, signal: AbortSignal, tell: (failure: unknown) => void): unknown {
  const failure = signal.aborted ? stopped(signal) : error;
  tell(failure);
  return failure instanceof WorkerError ? named(failure) : failure;
}

function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) throw stopped(signal);
}

/** Whoever calls work off may say why by an error of its own: there is no time left, say. */
function stopped({ reason }: AbortSignal): RowmillError {
  if (reason instanceof RowmillError) return reason;
  return new RunStoppedError(reason instanceof Error ? reason.message : undefined, {
    cause: reason,
  });
}

/** What failed in a worker thread, under its own name: workflows retry and catch by it. */
function named(error: WorkerError): Error {
  return new TaskFailure(error.failure, error.message, { cause: error });
}
