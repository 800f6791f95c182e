import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import { EVENT_LAMBDAS, stackName, WORKFLOW_LAMBDAS } from '../../deployment.ts';
import { type CreateAppOptions, createApp } from '../create-app.ts';
import { readFindings } from './read-findings.ts';

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
  readonly seconds: number;
  /** Resources of a type, by their logical ids. */
  ofType(type: string): readonly (readonly [string, Resource])[];
}

/**
 * The template of a deployment, with functions that do nothing, and what checks find in it.
 *
 * @param change made to the app before it is synthesized: a defect that checks should find
 */
export function synthesize(
  options: Partial<CreateAppOptions> = {},
  change?: (app: App) => void,
): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-stack-'));
  try {
    const outdir = join(folder, 'out');
    const bundles = writeBundles(join(folder, 'dist'));
    const started = performance.now();
    const app = createApp({ deployment: 'test', bundles, outdir, ...options });
    const packs: IPolicyValidationPlugin[] = [
      new AwsSolutionsChecks(app),
      new HIPAASecurityChecks(app),
    ];
    Validations.of(app).addPlugins(...packs);
    change?.(app);
    synthesizeAll(app);
    const seconds = (performance.now() - started) / 1000;
    const file = join(outdir, `${stackName(options.deployment ?? 'test')}.template.json`);
    const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    return {
      template,
      findings: readFindings(outdir),
      seconds,
      ofType: (type) => Object.entries(template.Resources).filter(([, one]) => one.Type === type),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Synthesizes in spite of findings: an app throws them when everything is written, its report included. */
function synthesizeAll(app: App): void {
  try {
    app.synth();
  } catch (error) {
    if (!String(error).includes('validation-report.json')) throw error;
  }
}

function writeBundles(folder: string): string {
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
