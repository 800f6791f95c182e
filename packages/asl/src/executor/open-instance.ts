import type { JournalRecord } from '../journal/journal.ts';
import type { ExecutionEvent } from '../reducer/events.ts';
import type { ExecutionFacts } from '../reducer/facts.ts';
import { type ExecutionState, emptyState } from '../reducer/state.ts';
import { type Step, step } from '../reducer/step.ts';
import type { ExecutionHost } from './execution-host.ts';
import { hasEnded, type Instance, type PastEvent, type StartMapRun } from './instance.ts';
import { pendingCommands } from './pending-commands.ts';
import { commandRuns } from './run-commands.ts';
import { serialQueue } from './serial-queue.ts';

export interface InstanceOptions {
  readonly host: ExecutionHost;
  readonly path: string;
  readonly facts: ExecutionFacts;
  readonly startMapRun: StartMapRun;
  /** Written right behind the last event. */
  readonly endRecord?: (state: ExecutionState) => JournalRecord;
  /** Called once, when the end is durable and nothing of the execution is under way. */
  readonly onEnd: (state: ExecutionState) => void;
}

export function openInstance(options: InstanceOptions): Instance {
  const { host, path, facts, endRecord, onEnd } = options;
  const pending = pendingCommands();
  const enqueue = serialQueue(host);
  let state = emptyState;

  const advance = async ({ event, at }: PastEvent): Promise<Step> => {
    const next = await step(facts, state, event, at);
    state = next.state;
    pending.add(event, next.commands, at);
    if (hasEnded(state)) pending.clear();
    return next;
  };

  const writeEnd = async (): Promise<void> => {
    if (endRecord !== undefined) await host.append(endRecord(state));
  };

  const end = async (written: Promise<void> | undefined): Promise<void> => {
    await runs.end();
    await (written ?? writeEnd());
    forget();
    onEnd(state);
  };

  const take = async (event: ExecutionEvent): Promise<void> => {
    if (host.isHalted || !pending.expects(event) || !mayHappen(event, state)) return;
    const at = host.now();
    const written = watched(host.append({ kind: 'event', execution: path, at, event }));
    const next = await advance({ event, at });
    const isOver = hasEnded(state);
    // Both records in one write, unless records of children have to come between them.
    const endWritten = isOver && !runs.hasMapRuns() ? watched(writeEnd()) : undefined;
    await written;
    if (host.isHalted) return;
    host.tellHistory(next.history, path);
    runs.carryOut(event, next.commands);
    if (isOver) await end(endWritten);
  };

  const instance: Instance = {
    path,
    facts,
    pending,
    state: () => state,
    handle: (event) => enqueue(() => take(event)),
    async replay(events) {
      for (const past of events) await advance(past);
    },
    resume() {
      runs.carryOutPending();
      if (hasEnded(state)) void enqueue(() => end(undefined));
    },
  };
  const runs = commandRuns({ host, instance, startMapRun: options.startMapRun });
  const forget = host.onHalt(runs.letGo);
  return instance;
}

function mayHappen({ type }: ExecutionEvent, state: ExecutionState): boolean {
  if (type === 'ExecutionStarted') return state.status === 'PENDING';
  return hasEnded(state) === (type === 'ExecutionRedriven');
}

/** Its failure is looked at later; until then it is no unhandled one. */
function watched(written: Promise<void>): Promise<void> {
  written.catch(() => undefined);
  return written;
}
