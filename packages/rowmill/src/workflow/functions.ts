import type { UsedResource } from '@rowmill/asl';
import type { StageName } from '../ports.ts';

/** What the pipeline's documents may call, by the placeholder that stands for it. */
export interface WorkflowFunction {
  /** Of the handler. */
  readonly name: string;
  /** Stage that it does; absent where it does one of the user's own. */
  readonly stage?: StageName;
  /** Stage that it does where no map calls it for its items, if that is another one. */
  readonly stageOutsideMaps?: StageName;
}

/**
 * Functions by their placeholders in a document: `${PlanFunctionArn}`. On AWS the same placeholders are filled with the
 * ARNs of Lambda functions.
 */
export const FUNCTIONS = {
  PlanFunctionArn: { name: 'rowmill-plan', stage: 'plan' },
  MaskTableFunctionArn: { name: 'rowmill-mask-table', stage: 'build', stageOutsideMaps: 'plan' },
  BuildShardFunctionArn: { name: 'rowmill-build-shard', stage: 'build' },
  StoreDatasetFunctionArn: { name: 'rowmill-store-dataset', stage: 'build' },
  ValidateDatasetFunctionArn: { name: 'rowmill-validate-dataset', stage: 'validate' },
  ProvisionFunctionArn: { name: 'rowmill-provision', stage: 'provision' },
  DeliverShardFunctionArn: { name: 'rowmill-deliver-shard', stage: 'distribute' },
  SetUpFunctionArn: { name: 'rowmill-set-up', stage: 'set up' },
  RunTestsFunctionArn: { name: 'rowmill-run-tests', stage: 'test' },
  CleanUpFunctionArn: { name: 'rowmill-clean-up', stage: 'clean up' },
  ReportFunctionArn: { name: 'rowmill-report', stage: 'report' },
  RunCommandFunctionArn: { name: 'rowmill-run-command' },
} as const satisfies Readonly<Record<string, WorkflowFunction>>;

/** Of a function on this machine: there is no account and no region, but documents ask for an ARN. */
export function localArn(name: string): string {
  return `arn:aws:lambda:local:000000000000:function:${name}`;
}

/** What a document has to call its functions by here. */
export const LOCAL_ARNS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([placeholder, { name }]) => [placeholder, localArn(name)]),
);

/** The stage that a state of a document does by calling a function. */
export function stageOfCall({
  functionName,
  location,
}: Pick<UsedResource, 'functionName' | 'location'>): StageName | undefined {
  const found: WorkflowFunction | undefined = Object.values(FUNCTIONS).find(
    ({ name }) => name === functionName || localArn(name) === functionName,
  );
  const isInMap = /\/(ItemProcessor|Iterator)\//.test(location);
  return isInMap ? found?.stage : (found?.stageOutsideMaps ?? found?.stage);
}
