import {
  type ExecutionOptions,
  type ExecutionResult,
  type HistoryEvent,
  type Json,
  type MapRunProgress,
  openMemoryJournal,
  type RunningExecution,
  redriveExecution,
  startExecution,
} from '@rowmill/asl';

/** An execution as the emulator keeps it: the one that was started, or a child of one of its map runs. */
export interface EmulatedExecution {
  readonly arn: string;
  readonly name: string;
  readonly input: string;
  readonly started: Date;
  readonly events: HistoryEvent[];
  stopped?: Date;
  result?: ExecutionResult;
}

export interface EmulatedMapRun {
  readonly arn: string;
  progress: MapRunProgress | undefined;
  readonly children: Map<string, EmulatedExecution>;
}

/** An execution that the interpreter carries out, with all that Step Functions would tell of it. */
export interface EmulatedRun {
  readonly execution: EmulatedExecution;
  readonly mapRuns: ReadonlyMap<string, EmulatedMapRun>;
  running(): RunningExecution;
  redrive(): Promise<void>;
}

/** @param options all but the journal, which is kept in memory */
export async function runEmulated(
  input: Json,
  options: Omit<ExecutionOptions, 'journal' | 'onHistory' | 'onMapRun'> & { readonly arn: string },
): Promise<EmulatedRun> {
  const { arn, name } = options;
  const started = new Date();
  const execution: EmulatedExecution = {
    arn,
    name,
    input: JSON.stringify(input),
    started,
    events: [],
  };
  const mapRuns = new Map<string, EmulatedMapRun>();
  /** By the path that the interpreter gives a map run, in the order of their start. */
  const byPath = new Map<string, EmulatedMapRun>();
  const own = {
    ...options,
    journal: openMemoryJournal(),
    onHistory: (event: HistoryEvent, path: string) => {
      const mapRun = path === '' ? undefined : byPath.get(path.slice(0, path.lastIndexOf('/')));
      if (mapRun === undefined) take(execution, event);
      else take(childOf(mapRun, path), event);
      const mapRunArn = event.details?.value.mapRunArn;
      if (event.type === 'MapRunStarted' && path === '' && typeof mapRunArn === 'string')
        mapRuns.set(mapRunArn, { arn: mapRunArn, progress: undefined, children: new Map() });
    },
    onMapRun: (progress: MapRunProgress) => {
      const known = byPath.get(progress.mapRun) ?? [...mapRuns.values()].at(-1);
      if (known === undefined) return;
      byPath.set(progress.mapRun, known);
      known.progress = progress;
    },
  };
  let running = await startExecution(input, own);
  const watch = (): void => {
    running.result.then(
      (result) => end(execution, result),
      (error: unknown) =>
        end(execution, { status: 'FAILED', error: 'Emulator', cause: `${error}` }),
    );
  };
  watch();
  return {
    execution,
    mapRuns,
    running: () => running,
    async redrive() {
      delete execution.result;
      delete execution.stopped;
      running = await redriveExecution(own);
      watch();
    },
  };
}

function end(execution: EmulatedExecution, result: ExecutionResult): void {
  execution.result = result;
  execution.stopped = new Date();
}

const ENDS: Readonly<Record<string, ExecutionResult['status']>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};

/** Of children nobody tells the end but their history. */
function take(execution: EmulatedExecution, event: HistoryEvent): void {
  execution.events.push(event);
  const status = ENDS[event.type];
  if (status === undefined || execution.result !== undefined) return;
  const { error, cause } = event.details?.value ?? {};
  const why = { error: String(error ?? ''), cause: String(cause ?? '') };
  end(execution, status === 'SUCCEEDED' ? { status, output: null } : { status, ...why });
}

function childOf({ arn, children }: EmulatedMapRun, path: string): EmulatedExecution {
  const known = children.get(path);
  if (known !== undefined) return known;
  const name = `child${path.replaceAll('/', '-')}`;
  const machine = arn.split(':')[6] ?? '';
  const account = arn.split(':').slice(0, 5).join(':');
  const child: EmulatedExecution = {
    arn: `${account}:execution:${machine}:${name}`,
    name,
    input: '{}',
    started: new Date(),
    events: [],
  };
  children.set(path, child);
  return child;
}
