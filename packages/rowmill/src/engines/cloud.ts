import type { ResolvedRequest } from '@rowmill/core/engine';
import type { RunRequest } from '../runs/request-record.ts';
import type { RunEngine, WantedRun } from './engine.ts';
import type { EnginePlan } from './engine-plan.ts';

/** Which deployment is meant. */
export interface DeploymentChoice {
  /** Name of the deployment: `default` unless somebody has given it another one. */
  readonly deployment: string;
  /** What the AWS configuration of the machine says, unless given. */
  readonly region?: string;
}

export interface CloudEngineOptions extends DeploymentChoice {
  /** US dollars. Runs that are expected to cost more are refused before their start. */
  readonly budgetUsd?: number;
  /** Where `env:` references of requests are looked up that stay on this machine. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface DeployOptions extends DeploymentChoice {
  /** What the deployment is made from, by the names of the options of its stack; checked by the package. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Makes the template and tells what is in it; nothing is deployed, no account is needed. */
  readonly dryRun: boolean;
}

export interface DestroyOptions extends DeploymentChoice {
  /** The bucket with its datasets and runs goes too. */
  readonly data: boolean;
}

/** How a deployment speaks to the person who asked for it. */
export interface DeployWatch {
  /** A line of progress. */
  note(text: string): void;
  /** Shows what would change, or stay, and asks whether to do it. */
  confirm(changes: string, question: string): Promise<boolean>;
  readonly signal: AbortSignal;
}

/** One resource type of a template, and how many there are. */
export interface ResourceCount {
  readonly type: string;
  readonly count: number;
}

export interface DeployResult extends DeploymentChoice {
  /** `unchanged`: the stack was as it should be. `declined`: the person said no. `planned`: a dry run. */
  readonly outcome: 'deployed' | 'unchanged' | 'declined' | 'planned';
  readonly resources: readonly ResourceCount[];
  /** What the deployment costs in a month without runs. */
  readonly idle: Pick<EnginePlan, 'usd' | 'items'>;
  /** Addresses of what people look at, by what it is; none in a dry run. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface DestroyResult extends DeploymentChoice {
  readonly outcome: 'destroyed' | 'declined';
  /** What stays, one line each, with the command that removes it. */
  readonly kept: readonly string[];
}

/** Runs go on without the process that started them. */
export interface CloudEngine extends RunEngine {
  /** Starts a run and leaves it to itself. @returns its id */
  launch(wanted: WantedRun): Promise<string>;
}

/** What the package `@rowmill/aws` has to offer to the command line, which loads it by its name. */
export interface CloudPackage {
  openAwsEngine(options: CloudEngineOptions): CloudEngine;
  /** @param request as it would be run */
  planOnAws(request: PlanRequest, options: CloudEngineOptions): Promise<EnginePlan>;
  deploy(options: DeployOptions, watch: DeployWatch): Promise<DeployResult>;
  destroy(options: DestroyOptions, watch: DeployWatch): Promise<DestroyResult>;
}

export interface PlanRequest extends Pick<RunRequest, 'directory'> {
  readonly resolved: ResolvedRequest;
}
