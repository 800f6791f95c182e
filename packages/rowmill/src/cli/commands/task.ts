import type { Json } from '@rowmill/asl';
import type { AnsweredTask, RunEngine } from '../../engines/engine.ts';
import { UsageError } from '../../usage-error.ts';
import { type EngineOptions, openEngine } from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';

export function completeTask(
  token: string,
  { output: text, ...options }: EngineOptions & { readonly output: string },
  session: Session,
): Promise<number> {
  const output = parseOutput(text);
  return giveAnswer(options, session, (engine) =>
    engine.answer({ outcome: 'succeeded', token, output }),
  );
}

export function failTask(
  token: string,
  { error, cause, ...options }: EngineOptions & { readonly error: string; readonly cause: string },
  session: Session,
): Promise<number> {
  return giveAnswer(options, session, (engine) =>
    engine.answer({ outcome: 'failed', token, error, cause }),
  );
}

export async function beatHeart(
  token: string,
  options: EngineOptions,
  session: Session,
): Promise<number> {
  const engine = await openEngine(options, session);
  return tell('the sign of life is left', await engine.heartbeat(token), session);
}

async function giveAnswer(
  options: EngineOptions,
  session: Session,
  give: (engine: RunEngine) => Promise<AnsweredTask>,
): Promise<number> {
  const engine = await openEngine(options, session);
  return tell('the answer is left', await give(engine), session);
}

function tell(what: string, { run, state, isDriven }: AnsweredTask, { output }: Session): number {
  const whose = run === undefined ? '' : ` for state ${state} of run ${run}`;
  const goesOn = isDriven ? '' : ` - nobody drives it now: rowmill runs resume ${run}`;
  output.print(`${output.colors.green('✓')} ${what}${whose}${goesOn}`);
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, run, state, driven: isDriven });
  return ExitCode.ok;
}

function parseOutput(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const example = `--output '{"exitCode":0}'`;
    throw new UsageError(`--output is not JSON (${why}) - for example: ${example}`, { cause });
  }
}
