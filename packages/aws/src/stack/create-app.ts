import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { PIPELINE_FILE } from 'rowmill/engine';
import { findBundles } from './bundles.ts';
import { checkOptions } from './options.ts';
import { addStack } from './stack.ts';
import type { StackOptions } from './stack-options.ts';

export interface CreateAppOptions extends StackOptions {
  /** Absent: that of the credentials in use when the stack is deployed. */
  readonly account?: string;
  readonly region?: string;
  /** Folder with `lambda/<entry>` and `layers/duckdb`. Default: what the build of this package has made. */
  readonly bundles?: string;
  /** Folder that the template goes to. Default: that of the CDK, which tells it by an environment variable. */
  readonly outdir?: string;
}

/** How the CDK is to behave, whatever it would do by default in this or a later version. */
export const CONTEXT = {
  // What CloudFormation would refuse, or AWS warns of, is found before anything is deployed.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  // Access logs are delivered by a policy of the bucket: it has no access control lists.
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  // Where each construct was made is of use to nobody who deploys, and takes longer than all the rest.
  'aws:cdk:disable-stack-trace': true,
};

/**
 * The CDK app of one deployment. Works offline: nothing is looked up, built or fetched.
 *
 * @throws {@link StackOptionsError} with everything that is wrong with the options; {@link MissingBundlesError} when
 * functions are not built.
 */
export function createApp({
  account,
  region,
  bundles,
  outdir,
  ...stackOptions
}: CreateAppOptions): App {
  const options = checkOptions(stackOptions);
  const workflow = options.workflow ?? readFileSync(PIPELINE_FILE, 'utf8');
  const app = new App({
    context: CONTEXT,
    analyticsReporting: false,
    ...(outdir === undefined ? {} : { outdir }),
  });
  addStack(app, {
    options,
    workflow,
    bundles: findBundles(bundles),
    env: {
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    },
  });
  return app;
}
