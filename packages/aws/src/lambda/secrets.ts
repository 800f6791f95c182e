import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretError } from 'rowmill/engine';
import type { SecretClass } from '../deployment.ts';

/** A secret that was replaced is used after this time at the latest. */
const CACHED_MS = 300_000;

/** A secret that a request names as `env:NAME`, and which functions may read it. */
export interface WantedSecret {
  readonly name: string;
  readonly class: SecretClass;
}

/** Values of secrets by their names, as far as they can be had. */
export interface ReadSecrets {
  readonly environment: Readonly<Record<string, string>>;
  /** An error about a secret, with the reason why it could not be had; any other error as it is. */
  explain(error: unknown): unknown;
}

export type ReadSecretsOf = (wanted: readonly WantedSecret[]) => Promise<ReadSecrets>;

export interface SecretsOptions {
  readonly client?: Pick<SecretsManagerClient, 'send'>;
  /** Of the names of secrets, without a slash at its end. */
  readonly prefix: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

type Answer = { readonly value: string } | { readonly problem: string };

/**
 * Reads secrets of a deployment from Secrets Manager and keeps them for a few minutes. One that cannot be had is no
 * failure by itself: many tasks get by without it, and clean-up must not fail for the lack of what it does not need.
 */
export function openSecrets({
  prefix,
  client = new SecretsManagerClient(),
  now = Date.now,
}: SecretsOptions): ReadSecretsOf {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<Answer> }>();
  const read = (id: string): Promise<Answer> => {
    const before = known.get(id);
    if (before !== undefined && before.until > now()) return before.answer;
    const answer = ask(client, id);
    known.set(id, { until: now() + CACHED_MS, answer });
    // What could not be had is asked for again.
    const forget = (): boolean => known.delete(id);
    answer.then((given) => 'problem' in given && forget(), forget);
    return answer;
  };
  return async (wanted) => {
    const answers = await Promise.all(
      wanted.map(async (secret) => {
        const id = `${prefix}/${secret.class}/${secret.name}`;
        return { ...secret, answer: await read(id) };
      }),
    );
    const problems = new Map<string, string>();
    const environment: Record<string, string> = {};
    for (const { name, answer } of answers) {
      if ('value' in answer) environment[name] = answer.value;
      else problems.set(`env:${name}`, answer.problem);
    }
    return {
      environment,
      explain(error) {
        const problem = error instanceof SecretError ? problems.get(error.reference) : undefined;
        if (problem === undefined || !(error instanceof SecretError)) return error;
        return new SecretError(error.reference, problem, { cause: error });
      },
    };
  };
}

/** @throws what AWS says, where it says neither that there is no such secret nor that it may not be read */
async function ask(client: Pick<SecretsManagerClient, 'send'>, id: string): Promise<Answer> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    if (SecretString) return { value: SecretString };
    return { problem: `the secret ${id} of Secrets Manager is empty or no text - store a text` };
  } catch (error) {
    const advice = error instanceof Error ? ADVICE[error.name] : undefined;
    if (advice === undefined) throw error;
    return { problem: `${advice(id)}` };
  }
}

/** By the names of errors of GetSecretValue. Source: AWS Secrets Manager API reference (2026-11-22). */
const ADVICE: Readonly<Record<string, (id: string) => string>> = {
  ResourceNotFoundException: (id) =>
    `there is no secret ${id} in Secrets Manager - make it: aws secretsmanager create-secret --name ${id} --secret-string file://…`,
  AccessDeniedException: (id) =>
    `the function may not read the secret ${id} - encrypt it with the key of the deployment, and deploy again if its name has changed`,
  DecryptionFailure: (id) =>
    `the secret ${id} cannot be decrypted - enable its KMS key, and let the function use it`,
  InvalidRequestException: (id) =>
    `the secret ${id} is marked for deletion - restore it: aws secretsmanager restore-secret --secret-id ${id}`,
};
