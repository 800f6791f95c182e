import { ExecutionStatusError } from '../errors.ts';
import type { ExecutionState } from '../reducer/state.ts';
import type { ExecutionOptions, ExecutionResult, RunningExecution } from './execution.ts';
import { type ExecutionHost, executionHost } from './execution-host.ts';
import type { Instance } from './instance.ts';
import { mapRunStarter } from './map-run.ts';
import { openInstance } from './open-instance.ts';
import { readExecutions } from './read-executions.ts';
import { rootFacts } from './root-facts.ts';
import { asJson } from './run-task.ts';
import { systemClock } from './system-clock.ts';
import { taskTokens } from './task-tokens.ts';
import { refuseUnknownTasks } from './unknown-tasks.ts';

export interface OpenedExecution {
  readonly root: Instance;
  /**
   * Begins, or goes on. @returns the execution once the work is done
   * @throws why it could not be done
   */
  begin(work: (root: Instance) => Promise<void> | void): Promise<RunningExecution>;
}

/**
 * Brings an execution to where its journal ends, without doing anything yet.
 *
 * @throws {@link UnknownTaskError} when nobody does a task that the document names
 */
export async function openExecution(options: ExecutionOptions): Promise<OpenedExecution> {
  const { machine, tasks, journal, objects, clock = systemClock(), onHistory, onMapRun } = options;
  refuseUnknownTasks(machine, tasks);
  const { events, records, leftOver, latest } = await readExecutions(journal);
  const tokens = taskTokens();
  const host = executionHost({
    ...{ tasks, journal, objects, clock, tokens, records, leftOver, latest, onHistory, onMapRun },
  });
  const { result, onEnd } = resultOf(host);
  const startMapRun = mapRunStarter(host);
  const root = openInstance({ host, path: '', facts: rootFacts(options), startMapRun, onEnd });
  await root.replay(events);
  return {
    root,
    async begin(work) {
      const release = host.hold();
      await work(root);
      release();
      host.checkGoesOn();
      return runningExecution({ host, root, result });
    },
  };
}

function resultOf(host: ExecutionHost): {
  readonly result: Promise<ExecutionResult>;
  readonly onEnd: (state: ExecutionState) => void;
} {
  let onEnd = (_: ExecutionState): void => undefined;
  const result = new Promise<ExecutionResult>((resolve, reject) => {
    onEnd = (state) => resolve(resultIn(state));
    host.onHalt(reject);
  });
  // Who does not ask for the result must not be ended by it.
  result.catch(() => undefined);
  return { result, onEnd: (state) => onEnd(state) };
}

/** @param state of an execution that has ended */
export function resultIn({ status, output = null, failure }: ExecutionState): ExecutionResult {
  if (status === 'SUCCEEDED') return { status, output };
  return { status: status === 'FAILED' || status === 'TIMED_OUT' ? status : 'ABORTED', ...failure };
}

function runningExecution({
  host,
  root,
  result,
}: {
  readonly host: ExecutionHost;
  readonly root: Instance;
  readonly result: Promise<ExecutionResult>;
}): RunningExecution {
  return {
    result,
    async stop(reason = {}) {
      await root.handle({ type: 'ExecutionStopped', ...reason });
      host.checkGoesOn();
    },
    async completeTask(token, output) {
      const answer = asJson(output);
      const task = host.tokens.find(token);
      host.tokens.remove(token);
      await task.succeed(answer);
      host.checkGoesOn();
    },
    async failTask(token, { error, cause }) {
      const task = host.tokens.find(token);
      host.tokens.remove(token);
      await task.fail(error, cause);
      host.checkGoesOn();
    },
    async heartbeatTask(token) {
      await host.tokens.find(token).beat();
      host.checkGoesOn();
    },
    suspend() {
      host.halt(new ExecutionStatusError('the execution was let go - resume it to go on'));
    },
  };
}
