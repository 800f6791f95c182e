import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeployOptions, ResourceCount } from 'rowmill/engine';
import { stackName } from '../deployment.ts';
import type { CreateAppOptions } from '../stack/create-app.ts';
import type { Caller } from './caller.ts';

/** A template that the CDK has made, in the folder that its command line takes. */
export interface Synthesized {
  readonly folder: string;
  readonly resources: readonly ResourceCount[];
  readonly sweepMinutes: number;
}

export interface SynthesizeOptions
  extends Pick<DeployOptions, 'deployment' | 'region' | 'settings'> {
  /** Gets the template. */
  readonly folder: string;
  /** Absent: the template fits any account. */
  readonly caller?: Caller;
  /** Where the bundles of functions are; those of this package unless given. */
  readonly bundles?: string;
}

/**
 * Makes the template of a deployment. Offline: nothing is looked up, built or fetched.
 *
 * @throws StackOptionsError with everything that is wrong with the settings; MissingBundlesError
 */
export async function synthesize(options: SynthesizeOptions): Promise<Synthesized> {
  const { deployment, region, settings, folder, caller, bundles } = options;
  const { createApp } = await import('../stack/create-app.ts');
  const { DEFAULTS } = await import('../stack/options.ts');
  const wanted: CreateAppOptions = {
    ...settings,
    deployment,
    outdir: folder,
    ...(region === undefined ? {} : { region }),
    ...caller,
    ...(bundles === undefined ? {} : { bundles }),
  };
  createApp(wanted).synth();
  const file = join(folder, `${stackName(deployment)}.template.json`);
  const { Resources } = JSON.parse(await readFile(file, 'utf8')) as Template;
  const { sweepMinutes = DEFAULTS.sweepMinutes } = wanted;
  return { folder, resources: countedTypes(Resources), sweepMinutes };
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/** The most frequent first. */
function countedTypes(resources: Template['Resources']): readonly ResourceCount[] {
  const counts = new Map<string, number>();
  for (const { Type } of Object.values(resources)) counts.set(Type, (counts.get(Type) ?? 0) + 1);
  return [...counts]
    .map(([type, count]) => ({ type, count }))
    .toSorted((one, other) => other.count - one.count || one.type.localeCompare(other.type));
}
