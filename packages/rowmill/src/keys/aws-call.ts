import { createHash, createHmac } from 'node:crypto';
import type { Environment } from '../request/interpolate.ts';
import { SecretError } from '../request/resolve-reference.ts';
import { openBucket, type S3ClientConfig } from '../stores/s3/bucket.ts';

/** A service of AWS that speaks JSON. */
export interface AwsService {
  /** In addresses and signatures, e.g. `kms`. */
  readonly name: string;
  /** In front of operations, e.g. `TrentService`. */
  readonly target: string;
  /** Variable that names another address of it, for tests and private networks. */
  readonly endpointVariable: string;
}

/** Credentials and region, found as the AWS SDK finds them. */
interface Access {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly region: string;
}

const TIMEOUT_MS = 10_000;

/**
 * Calls an operation of a service, signed by Signature Version 4. Of the AWS SDK only what finds credentials is used:
 * the package that rowmill reads S3 with has that too, so keys need no further one.
 *
 * @throws SecretError with the code of the service. Its message is left out: nobody knows what it quotes.
 */
export async function callAws(
  service: AwsService,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  { reference, environment }: { readonly reference: string; readonly environment: Environment },
): Promise<Readonly<Record<string, unknown>>> {
  const access = await findAccess(reference, environment);
  const endpoint =
    environment[service.endpointVariable] ??
    environment.AWS_ENDPOINT_URL ??
    `https://${service.name}.${access.region}.amazonaws.com`;
  const url = new URL(endpoint);
  const body = JSON.stringify(input);
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    host: url.host,
    'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
    'x-amz-target': `${service.target}.${operation}`,
    ...(access.sessionToken === undefined ? {} : { 'x-amz-security-token': access.sessionToken }),
  };
  const authorization = signature(headers, body, { access, service: service.name });
  const { host: _, ...sent } = headers;
  const response = await fetch(new URL('/', url), {
    method: 'POST',
    headers: { ...sent, authorization },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new SecretError(reference, `${service.name} of AWS cannot be reached at ${url.host}`, {
      cause,
    });
  });
  const answer: unknown = await response.json().catch(() => ({}));
  const found = typeof answer === 'object' && answer !== null ? answer : {};
  if (!response.ok)
    throw new SecretError(
      reference,
      `${service.name} of AWS refused ${operation}: ${codeOf(found, response.status)}`,
    );
  return found as Readonly<Record<string, unknown>>;
}

/** `ResourceNotFoundException`, or the status where the answer has no such name. */
function codeOf(answer: object, status: number): string {
  const code = '__type' in answer ? String(answer.__type).split('#').at(-1) : undefined;
  return code !== undefined && /^\w{1,80}$/.test(code) ? code : `HTTP ${status}`;
}

async function findAccess(reference: string, environment: Environment): Promise<Access> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION } = environment;
  const given: S3ClientConfig = {
    ...(AWS_REGION ? { region: AWS_REGION } : {}),
    ...(AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY
      ? {
          credentials: {
            accessKeyId: AWS_ACCESS_KEY_ID,
            secretAccessKey: AWS_SECRET_ACCESS_KEY,
            ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
          },
        }
      : {}),
  };
  const { client } = await openBucket('keys', { clientConfig: given });
  const [credentials, region] = await Promise.all([
    client.config.credentials(),
    client.config.region(),
  ])
    .catch((cause: unknown) => {
      const problem = 'there are no AWS credentials, or no region - set AWS_REGION';
      throw new SecretError(reference, problem, { cause });
    })
    .finally(() => client.destroy());
  return { ...credentials, region };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** Source: AWS, Signature Version 4 for API requests: a request to `/` without a query. */
function signature(
  headers: Readonly<Record<string, string>>,
  body: string,
  { access, service }: { readonly access: Access; readonly service: string },
): string {
  const names = Object.keys(headers).sort();
  const signed = names.join(';');
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const canonical = ['POST', '/', '', lines, signed, sha256(body)].join('\n');
  const time = headers['x-amz-date'] ?? '';
  const day = time.slice(0, 8);
  const scope = `${day}/${access.region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const parts = [day, access.region, service, 'aws4_request'];
  const key = parts.reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${access.secretAccessKey}`,
  );
  const proof = hmac(key, toSign).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${access.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${proof}`;
}
