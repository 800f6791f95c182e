import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedEvent } from '../../runner/event-log.ts';
import { type EngineOptions, openEngine } from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { describeEvent } from '../progress/lines.ts';
import type { Session } from '../session.ts';

export interface LogsOptions extends EngineOptions {
  readonly follow?: boolean;
}

/** A look at AWS is a request to a service that counts them. */
const POLL_MS = { embedded: 200, aws: 2000 } as const;

/** What a run has told; with `--follow` until nobody drives it any more. */
export async function showLogs(
  wanted: string,
  { follow = false, ...options }: LogsOptions,
  session: Session,
): Promise<number> {
  const { output, signal } = session;
  const engine = await openEngine(options, session);
  const run = await engine.find(wanted);
  const log = engine.log(run);
  for (;;) {
    // Asked before the log is read: what came until then is told.
    const status = await engine.status(run);
    for await (const logged of log.read()) tell(logged, output);
    if (!follow || status !== 'running') {
      output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, run, status });
      return ExitCode.ok;
    }
    await sleep(POLL_MS[options.engine ?? 'embedded'], undefined, { signal });
  }
}

function tell({ at, event }: LoggedEvent, output: Output): void {
  output.event({ ...event, ...(at === undefined ? {} : { at }) });
  const line = describeEvent(event);
  if (line === undefined) return;
  const time = at === undefined ? '        ' : at.slice(11, 19);
  output.print(`${output.colors.dim(time)}  ${line.replaceAll('\n', '\n          ')}`);
}
