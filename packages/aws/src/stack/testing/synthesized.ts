import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_LAMBDAS, stackName, WORKFLOW_LAMBDAS } from '../../deployment.ts';
import { type CreateAppOptions, createApp } from '../create-app.ts';
import { acknowledgedIn, synthesizeChecked, withFolder } from './checked-synthesis.ts';

/** One resource of a template. */
export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates are looked into, not typed
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface Synthesized {
  readonly template: Template;
  /** Findings of CloudFormation Validate and of both packs of checks, one line each. */
  readonly findings: readonly string[];
  /** Rules that were answered with a reason. */
  readonly acknowledged: ReturnType<typeof acknowledgedIn>;
  /** Resources of a type, by their logical ids. */
  ofType(type: string): readonly (readonly [string, Resource])[];
}

/** The template of a deployment, with functions that do nothing, and what checks find in it. */
export function synthesize(options: Partial<CreateAppOptions> = {}): Synthesized {
  return withFolder((folder) => {
    const outdir = join(folder, 'out');
    const bundles = writeBundles(join(folder, 'dist'));
    const app = createApp({ deployment: 'test', bundles, outdir, ...options });
    const findings = synthesizeChecked(app, outdir);
    const file = join(outdir, `${stackName(options.deployment ?? 'test')}.template.json`);
    const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    return {
      template,
      findings,
      acknowledged: acknowledgedIn(app),
      ofType: (type) => Object.entries(template.Resources).filter(([, one]) => one.Type === type),
    };
  });
}

/** @returns the folder that they are in */
export function writeBundles(folder: string): string {
  for (const { entry } of [WORKFLOW_LAMBDAS, EVENT_LAMBDAS].flatMap((all) => Object.values(all))) {
    const path = join(folder, 'lambda', entry);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'index.mjs'), `export const handler = async () => '${entry}';\n`);
  }
  const layer = join(folder, 'layers', 'duckdb', 'nodejs');
  mkdirSync(layer, { recursive: true });
  writeFileSync(join(layer, 'package.json'), '{}\n');
  return folder;
}
