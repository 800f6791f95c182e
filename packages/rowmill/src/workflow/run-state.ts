import type { TestReport } from '../reports/run-report.ts';
import type { BuiltDataset } from '../stages/build-dataset.ts';
import type { RunPlan } from '../stages/plan-run.ts';
import type { ProvisionedEnvironment } from '../stages/provision.ts';
import type { TableDigest } from '../targets/target.ts';
import type { CheckResult } from '../validation/check-result.ts';

/** What a run has come to so far: clean-up and the report work with whatever is there. */
export interface RunState {
  plan?: RunPlan;
  dataset?: BuiltDataset;
  checks: CheckResult[];
  environments: ProvisionedEnvironment[];
  /** By target: what it was sent. */
  sent: Map<object, readonly TableDigest[]>;
  verified: Set<object>;
  test?: TestReport;
  removed: ReadonlyMap<string, readonly string[]>;
}

export interface PipelineFacts {
  readonly command: string;
  readonly rowmillVersion: string;
  readonly started: Date;
}
