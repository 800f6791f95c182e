import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile } from '../environments/replace-file.ts';
import type { AuditFacts } from './audit-log.ts';

/** Name, in the folder of the log, of the secret that hides values. */
const SECRET_FILE = 'value-key';
const SECRET_BYTES = 32;
const START = 'hmac-sha256:';

/** Writes values so that only who knows one, and may read the secret, finds the records that have it. */
export type HideValue = (value: string) => string;

/** @param folder of the log, which keeps the secret for its owner alone */
export async function openHiding(folder: string): Promise<HideValue> {
  const secret = await secretOf(folder);
  return (value) => START + createHmac('sha256', secret).update(value).digest('hex');
}

/** Facts with those that are to be hidden. */
export function withHidden(
  params: AuditFacts | undefined,
  hidden: Readonly<Record<string, string>> | undefined,
  hide: HideValue,
): AuditFacts {
  const entries = Object.entries(hidden ?? {}).map(([name, value]) => [name, hide(value)]);
  return { ...params, ...Object.fromEntries(entries) };
}

async function secretOf(folder: string): Promise<Buffer> {
  const path = join(folder, SECRET_FILE);
  const found = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found !== undefined) return Buffer.from(found, 'hex');
  await mkdir(folder, { recursive: true });
  await createFile(path, { text: randomBytes(SECRET_BYTES).toString('hex'), beside: `${path}.` });
  return Buffer.from(await readFile(path, 'utf8'), 'hex');
}
