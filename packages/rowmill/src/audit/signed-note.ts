import {
  createHash,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';

/**
 * Who signs, as everybody may know him.
 *
 * Source: C2SP signed-note, https://c2sp.org/signed-note, "Verifier keys".
 */
export interface Verifier {
  /** Name of the key; it has neither blanks nor `+`. */
  readonly name: string;
  /** First four bytes of a hash over name and key: tells keys of one name apart. */
  readonly id: Buffer;
  readonly key: KeyObject;
}

/** Who signs, with the key that only he has. */
export interface Signer {
  readonly verifier: Verifier;
  readonly key: KeyObject;
}

/** Ed25519, among the kinds of signatures. */
const ED25519 = Buffer.of(1);
/** What a public key begins with, in the form that Node reads (SubjectPublicKeyInfo, RFC 8410, section 4). */
const SPKI_START = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;
const ID_BYTES = 4;
const SIGNATURE_BYTES = 64;

/** @param key public Ed25519 key */
export function verifierOf(name: string, key: KeyObject): Verifier {
  const id = createHash('sha256')
    .update(`${name}\n`)
    .update(ED25519)
    .update(rawKey(key))
    .digest()
    .subarray(0, ID_BYTES);
  return { name, id, key };
}

/** The public key as one line: `name+id+key`. */
export function verifierLine({ name, id, key }: Verifier): string {
  const encoded = Buffer.concat([ED25519, rawKey(key)]).toString('base64');
  return `${name}+${id.toString('hex')}+${encoded}`;
}

/** Reads what {@link verifierLine} writes; undefined for anything else. */
export function parseVerifier(line: string): Verifier | undefined {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const isKey = bytes.length === 1 + KEY_BYTES && bytes[0] === ED25519[0];
  if (name === undefined || !isKey) return undefined;
  const der = Buffer.concat([SPKI_START, bytes.subarray(1)]);
  const verifier = verifierOf(name, createPublicKey({ key: der, format: 'der', type: 'spki' }));
  return verifier.id.toString('hex') === id ? verifier : undefined;
}

/** The line that stands below a signed text: `— name signature`. */
export function signatureLine(text: Uint8Array | string, { verifier, key }: Signer): string {
  const signature = signBytes(null, Buffer.from(text), key);
  return `— ${verifier.name} ${Buffer.concat([verifier.id, signature]).toString('base64')}`;
}

/** Whether one of the lines is the signature of the verifier over the text. */
export function isSignedBy(
  text: Uint8Array | string,
  lines: readonly string[],
  verifier: Verifier,
): boolean {
  return lines.some((line) => {
    const start = `— ${verifier.name} `;
    if (!line.startsWith(start)) return false;
    const bytes = Buffer.from(line.slice(start.length), 'base64');
    if (bytes.length !== ID_BYTES + SIGNATURE_BYTES) return false;
    const [id, signature] = [bytes.subarray(0, ID_BYTES), bytes.subarray(ID_BYTES)];
    return id.equals(verifier.id) && verifyBytes(null, Buffer.from(text), verifier.key, signature);
  });
}

/** A text with its signature below it. @param text ends in a line end */
export function signedNote(text: string, signer: Signer): string {
  return `${text}\n${signatureLine(text, signer)}\n`;
}

/** Text and signatures of a note; undefined where it is none. */
export function splitNote(
  note: string,
): { readonly text: string; readonly signatures: readonly string[] } | undefined {
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n')) return undefined;
  const signatures = note.slice(at + 2, -1).split('\n');
  if (!signatures.every((line) => line.startsWith('— '))) return undefined;
  return { text: note.slice(0, at + 1), signatures };
}

function rawKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_START.length);
}
