import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import { CONTEXT } from '../create-app.ts';
import { readFindings } from './read-findings.ts';

/** Calls with a folder that is gone afterwards. */
export function withFolder<Value>(work: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-stack-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Synthesizes an app under CloudFormation Validate, AwsSolutions and HIPAA Security.
 *
 * @param outdir of the app
 * @returns findings, one line each
 */
export function synthesizeChecked(app: App, outdir: string): readonly string[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app));
  try {
    app.synth();
  } catch (error) {
    // Findings are thrown when everything is written, their report included.
    if (!String(error).includes('validation-report.json')) throw error;
  }
  return readFindings(outdir);
}

/** Rules of the packs that were answered with a reason: what was found, and the reason. */
export function acknowledgedIn(app: App): readonly (readonly [rule: string, reason: string])[] {
  return app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Readonly<Record<string, string>>))
    .map(([rule, reason]) => [
      /(AwsSolutions|HIPAA\.Security)-.*$/.exec(rule)?.[0] ?? rule,
      reason,
    ]);
}

/** What checks find in a stack that is built like this. */
export function findingsIn(build: (stack: Stack) => void): readonly string[] {
  return withFolder((outdir) => {
    const app = new App({ context: CONTEXT, analyticsReporting: false, outdir });
    build(new Stack(app, 'checked', { analyticsReporting: false }));
    return synthesizeChecked(app, outdir);
  });
}
