import { resolve } from 'node:path';
import { BudgetExceededError } from '../../engines/engine-errors.ts';
import type { EnginePlan } from '../../engines/engine-plan.ts';
import { loadAws } from '../../engines/load-engine.ts';
import { workflowOf } from '../../runner/start-run.ts';
import { planRun } from '../../stages/plan-run.ts';
import { checkOptions, cloudOptions, type EngineOptions } from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import { type CommandRequest, loadForCommand, type RequestOptions, withPlaces } from '../load.ts';
import type { Session } from '../session.ts';
import { enginePlanText } from '../views/engine-plan-text.ts';
import { planText } from '../views/plan-text.ts';
import { planForView } from '../views/planned-run.ts';

export interface PlanOptions extends RequestOptions, EngineOptions {}

/** Shows what a run would make, check, deliver and remove, and on AWS what it would take. Nothing is made. */
export async function plan(options: PlanOptions, session: Session): Promise<number> {
  checkOptions(options);
  const { output, variables: environment } = session;
  const { loaded, resolved } = await loadForCommand(options, session);
  const { directory, file } = loaded;
  await workflowOf({ file: resolve(file), directory, resolved });
  const made = await withPlaces(loaded, () => planRun(resolved, { directory, environment }));
  const planned = await planForView(resolved.request, made);
  const onAws =
    options.engine === 'aws' ? await planOnAws({ loaded, resolved }, options, session) : undefined;
  output.print(planText(planned, output));
  if (onAws !== undefined) output.print(`\n${enginePlanText(onAws, output.colors)}`);
  const { budget } = options;
  if (onAws !== undefined && budget !== undefined && onAws.usd > budget) {
    output.event({ type: 'plan', ...planned, aws: onAws });
    throw new BudgetExceededError(onAws.usd, budget);
  }
  const ok = planned.claims.every(({ refused }) => !refused);
  const exitCode = ok ? ExitCode.ok : ExitCode.refused;
  output.event({ type: 'result', ok, exitCode, ...planned, aws: onAws });
  return exitCode;
}

async function planOnAws(
  { loaded, resolved }: CommandRequest,
  options: PlanOptions,
  session: Session,
): Promise<EnginePlan> {
  const aws = await loadAws();
  const request = { directory: loaded.directory, resolved };
  return withPlaces(loaded, () => aws.planOnAws(request, cloudOptions(options, session)));
}
