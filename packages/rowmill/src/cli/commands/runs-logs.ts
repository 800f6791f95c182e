import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LoggedEvent, openEventLog } from '../../runner/event-log.ts';
import { summariseRun } from '../../runner/run-view.ts';
import { findRun } from '../../runs/run-record.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { describeEvent } from '../progress/lines.ts';
import type { Session } from '../session.ts';
import type { StoreOption } from './runs-list.ts';

export interface LogsOptions extends StoreOption {
  readonly follow?: boolean;
}

const POLL_MS = 200;

/** What a run has told; with `--follow` until nobody drives it any more. */
export async function showLogs(
  wanted: string,
  { store: folder, follow = false }: LogsOptions,
  { output, signal }: Session,
): Promise<number> {
  const store = createDirectoryStore(resolve(folder));
  const run = await findRun(store, wanted);
  const log = openEventLog(store, run);
  for (;;) {
    // Asked before the log is read: what came until then is told.
    const { status } = await summariseRun(store, run);
    for await (const logged of log.read()) tell(logged, output);
    if (!follow || status !== 'running') {
      output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, run, status });
      return ExitCode.ok;
    }
    await sleep(POLL_MS, undefined, { signal });
  }
}

function tell({ at, event }: LoggedEvent, output: Output): void {
  output.event({ ...event, ...(at === undefined ? {} : { at }) });
  const line = describeEvent(event);
  if (line === undefined) return;
  const time = at === undefined ? '        ' : at.slice(11, 19);
  output.print(`${output.colors.dim(time)}  ${line.replaceAll('\n', '\n          ')}`);
}
