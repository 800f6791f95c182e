import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { DeployOptions as CloudDeployOptions, DeployWatch } from '../../engines/cloud.ts';
import { loadAws } from '../../engines/load-engine.ts';
import { UsageError } from '../../usage-error.ts';
import { ask } from '../ask.ts';
import { deploymentChoice } from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { deployText, destroyText } from '../views/deployment-text.ts';

interface DeploymentOptions {
  readonly deployment?: string;
  readonly region?: string;
  readonly yes?: boolean;
}

export interface DeployOptions extends DeploymentOptions {
  readonly settings?: string;
  /** US dollars a month. */
  readonly budget?: number;
  readonly alarmEmail?: string;
  /** Days. */
  readonly retention?: number;
  readonly workflow?: string;
  readonly dryRun?: boolean;
}

export interface DestroyOptions extends DeploymentOptions {
  readonly data?: boolean;
}

/** Puts what runs need into an account, or brings it up to date. */
export async function deploy(options: DeployOptions, session: Session): Promise<number> {
  const wanted: CloudDeployOptions = {
    ...deploymentChoice(options, session.variables),
    settings: await settingsOf(options),
    dryRun: options.dryRun === true,
  };
  const aws = await loadAws();
  const deployed = await aws.deploy(wanted, watchOf(options, session));
  const { output } = session;
  output.print(deployText(deployed, output.colors));
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, ...deployed });
  return ExitCode.ok;
}

/** Takes a deployment away. */
export async function destroy(options: DestroyOptions, session: Session): Promise<number> {
  const wanted = {
    ...deploymentChoice(options, session.variables),
    data: options.data === true,
  };
  const aws = await loadAws();
  const destroyed = await aws.destroy(wanted, watchOf(options, session));
  const { output } = session;
  output.print(destroyText(destroyed, output.colors));
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, ...destroyed });
  return ExitCode.ok;
}

function watchOf({ yes = false }: DeploymentOptions, session: Session): DeployWatch {
  const { output, signal } = session;
  return {
    signal,
    note: output.note,
    async confirm(changes, question) {
      output.note(changes);
      return yes || ask(question, session);
    },
  };
}

/** Those of the file, and those of the command line, which come before them. */
async function settingsOf(options: DeployOptions): Promise<CloudDeployOptions['settings']> {
  const { settings: file, workflow, budget, alarmEmail, retention } = options;
  const given = {
    budgetUsd: budget,
    alarmEmail,
    runDays: retention,
    workflow: workflow === undefined ? undefined : await textOf('workflow', workflow),
  };
  return {
    ...(file === undefined ? {} : membersOf(file, await textOf('settings', file))),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

async function textOf(option: string, file: string): Promise<string> {
  return readFile(resolve(file), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`--${option} ${file}: cannot be read (${cause.code})`, { cause });
  });
}

function membersOf(file: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--settings ${file}: ${why}`, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new UsageError(`--settings ${file}: expected names and values, such as: runDays: 14`);
}
