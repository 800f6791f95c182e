import { type Signer, signedNote, splitNote } from './signed-note.ts';

/** Bytes of a root: SHA-256. */
const ROOT_BYTES = 32;

/**
 * How a log stood: so many records, with this root. Whoever keeps one can tell ever after whether the log still begins
 * with those records.
 *
 * Source: C2SP tlog-checkpoint, https://c2sp.org/tlog-checkpoint.
 */
export interface Checkpoint {
  /** Which log: the name of its key. */
  readonly origin: string;
  /** Records. */
  readonly size: number;
  readonly root: Buffer;
}

/** A checkpoint with its signatures. */
export interface SignedCheckpoint extends Checkpoint {
  /** What is signed. */
  readonly text: string;
  readonly signatures: readonly string[];
  /** All of it, as it stands in files. */
  readonly note: string;
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

export function signCheckpoint(
  { size, root }: Omit<Checkpoint, 'origin'>,
  signer: Signer,
): SignedCheckpoint {
  const checkpoint = { origin: signer.verifier.name, size, root };
  const text = checkpointText(checkpoint);
  const note = signedNote(text, signer);
  return { ...checkpoint, text, note, signatures: splitNote(note)?.signatures ?? [] };
}

/** Reads a checkpoint, whoever has signed it; undefined for anything else. */
export function parseCheckpoint(note: string): SignedCheckpoint | undefined {
  const parts = splitNote(note);
  if (parts === undefined) return undefined;
  const [origin, size, root] = parts.text.split('\n');
  const bytes = Buffer.from(root ?? '', 'base64');
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size ?? '') || bytes.length !== ROOT_BYTES)
    return undefined;
  return { origin, size: Number(size), root: bytes, note, ...parts };
}
