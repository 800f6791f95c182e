import { SecretError } from '../request/resolve-reference.ts';
import { type AwsService, callAws } from './aws-call.ts';
import type { KeyProvider } from './key-provider.ts';

const SERVICE: AwsService = {
  name: 'secretsmanager',
  target: 'secretsmanager',
  endpointVariable: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
};

/** What AWS waits at least before it removes a secret. */
const WINDOW_DAYS = 7;

/** A UUID names a version; any other word a stage, such as `AWSPREVIOUS`. */
const VERSION_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A key in AWS Secrets Manager: `aws-secrets:` and the name or the ARN of the secret. */
export const awsSecretsKey: KeyProvider = {
  prefix: 'aws-secrets:',
  async read(reference, { environment }, version) {
    const answer = await callAws(
      SERVICE,
      'GetSecretValue',
      { SecretId: idOf(reference), ...versionOf(version) },
      { reference, environment },
    );
    const { SecretString: text, SecretBinary: binary } = answer;
    if (typeof text === 'string') return text;
    if (typeof binary === 'string') return Buffer.from(binary, 'base64');
    throw new SecretError(reference, 'the secret has no value');
  },
  async destroy(reference, { environment }) {
    const answer = await callAws(
      SERVICE,
      'DeleteSecret',
      { SecretId: idOf(reference), RecoveryWindowInDays: WINDOW_DAYS },
      { reference, environment },
    );
    const at = typeof answer.DeletionDate === 'number' ? answer.DeletionDate * 1000 : Date.now();
    return {
      outcome: 'scheduled',
      evidence: `AWS Secrets Manager removes ${String(answer.ARN ?? idOf(reference))} on ${new Date(at).toISOString()}`,
    };
  },
};

const idOf = (reference: string): string => reference.slice('aws-secrets:'.length);

function versionOf(version: string | undefined): Readonly<Record<string, string>> {
  if (version === undefined) return {};
  return VERSION_ID.test(version) ? { VersionId: version } : { VersionStage: version };
}
