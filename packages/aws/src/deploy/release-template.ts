import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A resource of a template, as far as it is changed here. */
interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** What a stack leaves when it is deleted. */
export interface KeptResource {
  readonly logicalId: string;
  readonly type: string;
}

const KEEPS = 'Retain';

export function keptResources({ Resources }: Template): readonly KeptResource[] {
  return Object.entries(Resources)
    .filter(([, { DeletionPolicy }]) => DeletionPolicy === KEEPS)
    .map(([logicalId, { Type: type }]) => ({ logicalId, type }));
}

/** The same template, of which nothing is kept: deployed before its stack is deleted, it leaves nothing. */
export function releaseTemplate<Whole extends Template>(template: Whole): Whole {
  const resources = Object.entries(template.Resources).map(([id, resource]) => [
    id,
    resource.DeletionPolicy === KEEPS ? released(resource) : resource,
  ]);
  return { ...template, Resources: Object.fromEntries(resources) };
}

function released(resource: Resource): Resource {
  return {
    ...resource,
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
    Properties: unprotected(resource.Properties ?? {}) as Resource['Properties'] & object,
  };
}

/** Tables are protected from being deleted, each replica by itself. */
function unprotected(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unprotected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'DeletionProtectionEnabled' ? false : unprotected(inner),
    ]),
  );
}

/**
 * Puts a template into a folder that the command line of the CDK takes for an app: nothing else of a deployment is needed
 * to change or to delete it.
 */
export async function writeApp(
  folder: string,
  { stack, template }: { readonly stack: string; readonly template: Template | undefined },
): Promise<string> {
  const { App, Stack } = await import('aws-cdk-lib');
  const outdir = join(folder, 'app');
  await mkdir(folder, { recursive: true });
  const app = new App({ outdir, analyticsReporting: false });
  const scope = new Stack(app, stack, { stackName: stack, analyticsReporting: false });
  if (template !== undefined) {
    const { CfnInclude } = await import('aws-cdk-lib/cloudformation-include');
    const templateFile = join(folder, 'template.json');
    await writeFile(templateFile, JSON.stringify(withoutBootstrap(template)));
    new CfnInclude(scope, 'Deployed', { templateFile });
  }
  withoutValidation(() => app.synth());
  return outdir;
}

/** What every stack of the CDK gets by itself, once. */
function withoutBootstrap({ Parameters = {}, Rules = {}, ...template }: WholeTemplate): object {
  const { BootstrapVersion: _, ...parameters } = Parameters;
  const { CheckBootstrapVersion: __, ...rules } = Rules;
  return { ...template, Parameters: parameters, Rules: rules };
}

interface WholeTemplate extends Template {
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Rules?: Readonly<Record<string, unknown>>;
}

/** What is deployed has been checked; to find it again would only worry people. */
function withoutValidation(work: () => void): void {
  const { CDK_VALIDATION: before } = process.env;
  process.env.CDK_VALIDATION = 'false';
  try {
    work();
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}
