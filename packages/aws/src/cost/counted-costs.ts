import type { CostItem, MapChild, StageReport } from 'rowmill/engine';
import { TRANSITIONS_PER_CHILD } from './activity.ts';
import { MEMORY_MB } from './memory.ts';
import { costOf, type Price, type PriceTable } from './prices.ts';

/** What is known of a run when it ends. */
export interface RunUsage {
  readonly children: readonly MapChild[];
  readonly stages: readonly StageReport[];
}

const MB_OF_GB = 1024;
const MS_OF_SECOND = 1000;

/** GB of a function with one vCPU. */
const VCPU_GB = MEMORY_MB.compute / MB_OF_GB;

/** States that are no tasks: gates and ends. */
const CHOICES = 8;

/**
 * What of the price of a run can be counted when it ends: calls, the time that they took, and state transitions. Children
 * count from their start to their end, with what Step Functions takes in between; requests to S3, logs and traces are
 * known to the bill alone. Items have the names that they have in an estimate.
 */
export function countedCosts(usage: RunUsage, prices: PriceTable): readonly CostItem[] {
  const { children } = usage;
  const stages = usage.stages.filter(({ status }) => status !== 'skipped');
  const tests = stages.filter(({ name }) => name === 'test');
  const testMinutes = tests.reduce((sum, { seconds }) => sum + Math.ceil(seconds / 60), 0);
  const items = [
    item('Lambda compute', computeOf(usage), ['GB-s', prices.lambdaCompute]),
    item('Lambda requests', children.length + stages.length, ['requests', prices.lambdaRequests]),
    item(
      'Step Functions transitions',
      children.length * TRANSITIONS_PER_CHILD + stages.length + CHOICES,
      ['transitions', prices.stateTransitions],
    ),
    item('CodeBuild', testMinutes, ['minutes', prices.buildMinutes]),
  ];
  return items.filter(({ quantity }) => quantity > 0);
}

const item = (
  name: string,
  quantity: number,
  [unit, price]: readonly [string, Price],
): CostItem => ({ name, quantity, unit, usd: costOf(quantity, price) });

/** GB-seconds: of the children, and of each stage what its children do not account for. */
function computeOf({ children, stages }: RunUsage): number {
  const ofChildren = children.reduce((sum, child) => sum + secondsOf(child) * VCPU_GB, 0);
  const ofStages = stages.reduce((sum, stage) => sum + computeOfStage(stage, children), 0);
  return ofChildren + ofStages;
}

function computeOfStage(
  { name, status, seconds }: StageReport,
  children: readonly MapChild[],
): number {
  // Tests run elsewhere, and the function that starts them does not wait.
  if (status === 'skipped' || name === 'test') return 0;
  const own = Math.max(0, seconds - spanOf(children.filter(({ stage }) => stage === name)));
  return own * (name === 'validate' ? MEMORY_MB.validate / MB_OF_GB : VCPU_GB);
}

/** Seconds from the first start to the last end. */
function spanOf(children: readonly MapChild[]): number {
  const [first, ...others] = children;
  if (first === undefined) return 0;
  const span = others.reduce(
    ({ startedAt, endedAt }, child) => ({
      startedAt: Math.min(startedAt, child.startedAt),
      endedAt: Math.max(endedAt, child.endedAt),
    }),
    { startedAt: first.startedAt, endedAt: first.endedAt },
  );
  return secondsOf(span);
}

const secondsOf = ({ startedAt, endedAt }: Pick<MapChild, 'startedAt' | 'endedAt'>): number =>
  (endedAt - startedAt) / MS_OF_SECOND;
