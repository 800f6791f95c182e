import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createFile } from '../environments/replace-file.ts';
import { AuditError } from '../errors.ts';
import {
  parseVerifier,
  type Signer,
  type Verifier,
  verifierLine,
  verifierOf,
} from './signed-note.ts';

/** Names, in the folder of the log, of the key that signs and of what everybody may know of it. */
const KEY_FILE = 'key';
export const PUBLIC_KEY_FILE = 'key.pub';

/**
 * Who signs for the log of a folder. A key is made when there is none; its owner alone may read it.
 *
 * @param given PEM of an Ed25519 key that is kept elsewhere
 * @throws {@link AuditError} when it is no key, or cannot be read.
 */
export async function openSigner(folder: string, given?: string): Promise<Signer> {
  const path = join(folder, KEY_FILE);
  const signer = signerOf(
    given ?? (await readOrMake(path, join(folder, PUBLIC_KEY_FILE))),
    given === undefined ? path : 'signingKey',
  );
  await keepPublicKey(folder, signer.verifier);
  return signer;
}

/** Reads a public key from a file. @throws {@link AuditError} when there is none in it. */
export async function readVerifier(path: string): Promise<Verifier> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw AuditError.of(path, 'reading the public key', cause);
  });
  const verifier = parseVerifier(text.trim());
  if (verifier !== undefined) return verifier;
  throw new AuditError(path, 'is no public key of a log - it is one line, name+id+key');
}

/** @param place what an error tells of the PEM */
export function signerOf(pem: string, place: string): Signer {
  const key = privateKeyOf(pem);
  if (key?.asymmetricKeyType !== 'ed25519') {
    const make = 'openssl genpkey -algorithm ed25519';
    throw new AuditError(place, `is no Ed25519 key in PEM form - make one: ${make}`);
  }
  const open = createPublicKey(key);
  return { key, verifier: verifierOf(nameOf(open), open) };
}

/** What Node says of a text that is no key may hold some of it. */
function privateKeyOf(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** A log is known by its key: whoever has no other key cannot pass another log off as it. */
function nameOf(key: KeyObject): string {
  const digest = createHash('sha256').update(key.export({ format: 'der', type: 'spki' }));
  return `rowmill.audit/${digest.digest('hex').slice(0, 16)}`;
}

async function readOrMake(path: string, publicKey: string): Promise<string> {
  // In this order: whoever makes a key writes the public one after it.
  const isPublic = (await readFile(publicKey, 'utf8').catch(absent)) !== undefined;
  const found = await readFile(path, 'utf8').catch(absent);
  if (found !== undefined) return found;
  if (isPublic)
    throw new AuditError(
      publicKey,
      'the key that belongs to it is not here - name it (masking.audit.signingKey, or --signing-key)',
    );
  await mkdir(dirname(path), { recursive: true });
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  // Where another process was faster, its key counts.
  if (await createFile(path, { text, beside: `${path}.` })) return text;
  return readFile(path, 'utf8');
}

async function keepPublicKey(folder: string, verifier: Verifier): Promise<void> {
  const path = join(folder, PUBLIC_KEY_FILE);
  const line = verifierLine(verifier);
  const before = await readFile(path, 'utf8').catch(absent);
  if (before?.trim() === line) return;
  if (before !== undefined)
    throw new AuditError(
      path,
      'is the public key of another key - keep it with the log that it belongs to, and begin a new log in another folder (masking.audit.path)',
    );
  await mkdir(folder, { recursive: true });
  await createFile(path, { text: `${line}\n`, beside: `${path}.` });
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
