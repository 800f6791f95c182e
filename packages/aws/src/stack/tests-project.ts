import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import {
  BuildSpec,
  CfnProject,
  ComputeType,
  LinuxArmBuildImage,
  Project,
  Source,
} from 'aws-cdk-lib/aws-codebuild';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { TEST_BUILDSPEC } from '../test-build/buildspec.ts';
import type { Places } from './access/places.ts';
import { testStatements } from './access/service-statements.ts';
import { acknowledge } from './acknowledge.ts';
import { addRole } from './add-role.ts';
import { addLogGroup } from './log-group.ts';
import type { namesOf } from './names.ts';
import { type CheckedOptions, DEFAULTS } from './options.ts';

export interface TestsProjectOptions {
  readonly names: ReturnType<typeof namesOf>;
  readonly places: Places;
  readonly options: CheckedOptions;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** Runs the test command of requests, beside the databases that they test. */
export function addTestsProject(
  scope: Construct,
  { names, places, options, key, removalPolicy }: TestsProjectOptions,
): Project {
  const { tests, network } = options;
  const logGroup = addLogGroup(scope, 'TestsLogs', {
    prefix: `${names.logs.own}/tests`,
    key,
    days: options.logDays,
    removalPolicy,
  });
  const role = addRole(scope, 'TestsRole', {
    principal: new ServicePrincipal('codebuild.amazonaws.com'),
    description: `${names.stack}: builds that run test commands`,
    statements: testStatements(places, options, logGroup.logGroupArn),
  });
  const project = new Project(scope, 'Tests', {
    projectName: names.testProject,
    description: 'rowmill: runs the test command of a request',
    ...sourceOf(scope, tests?.source),
    buildSpec: BuildSpec.fromObject(TEST_BUILDSPEC),
    environment: {
      buildImage: LinuxArmBuildImage.fromCodeBuildImageId(tests?.image ?? DEFAULTS.testImage),
      computeType: ComputeType.SMALL,
    },
    timeout: Duration.minutes(tests?.timeoutMinutes ?? DEFAULTS.testMinutes),
    role,
    encryptionKey: key,
    logging: { cloudWatch: { logGroup } },
  });
  // The construct would give its role an inline policy for the network, beside the one that is written down.
  const resource = project.node.defaultChild;
  if (resource instanceof CfnProject && network !== undefined) {
    resource.vpcConfig = {
      vpcId: network.vpcId,
      subnets: [...network.subnetIds],
      securityGroupIds: [...network.securityGroupIds],
    };
  }
  acknowledge(
    project,
    'HIPAA.Security-CodeBuildProjectSourceRepoUrl',
    'Builds read no repository of GitHub or Bitbucket, so there is nothing to sign in to: they have no source, or an archive in S3 that the role of the project may read.',
  );
  return project;
}

function sourceOf(
  scope: Construct,
  source: { readonly bucket: string; readonly key: string } | undefined,
): { readonly source?: Source } {
  if (source === undefined) return {};
  const bucket = Bucket.fromBucketName(scope, 'TestsSource', source.bucket);
  return { source: Source.s3({ bucket, path: source.key }) };
}
