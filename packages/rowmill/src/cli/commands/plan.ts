import { resolve } from 'node:path';
import { workflowOf } from '../../runner/start-run.ts';
import { closePlan, planRun } from '../../stages/plan-run.ts';
import { ExitCode } from '../exit-codes.ts';
import { loadForCommand, type RequestOptions, withPlaces } from '../load.ts';
import type { Session } from '../session.ts';
import { planText } from '../views/plan-text.ts';
import { type PlannedRun, planForView } from '../views/planned-run.ts';

/** Shows what a run would make, check, deliver and remove. Nothing is made. */
export async function plan(options: RequestOptions, session: Session): Promise<number> {
  const { output, variables: environment } = session;
  const { loaded, resolved } = await loadForCommand(options, session);
  const { directory, file } = loaded;
  await workflowOf({ file: resolve(file), directory, resolved });
  const made = await withPlaces(loaded, () => planRun(resolved, { directory, environment }));
  let planned: PlannedRun;
  try {
    planned = await planForView(resolved.request, made);
  } finally {
    await closePlan(made);
  }
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, ...planned });
  output.print(planText(planned, output));
  return ExitCode.ok;
}
