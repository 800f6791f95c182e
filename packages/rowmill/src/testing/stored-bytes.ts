import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ObjectStore } from '../stores/object-store.ts';

/** Gives an empty store. */
export type OpenStore = () => Promise<ObjectStore> | ObjectStore;

export const MEBIBYTE = 1024 * 1024;
/** Above what S3 stores by one request here, in three parts, and no multiple of anything. */
export const LARGE_BYTES = 17 * MEBIBYTE + 11;

/** What a program of this machine writes before it is published. */
export async function writeLocal(
  store: ObjectStore,
  key: string,
  body: Uint8Array | string,
): Promise<void> {
  const path = store.localPath(key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

/** Bytes that repeat nowhere in parts, so that parts that change places are noticed. */
export function largeBody(): Buffer {
  const body = Buffer.alloc(LARGE_BYTES);
  for (let at = 0; at + 4 <= LARGE_BYTES; at += 4)
    body.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at);
  return body;
}

export const slicesOf = (body: Buffer, bytes: number): Buffer[] =>
  Array.from({ length: Math.ceil(body.length / bytes) }, (_, i) =>
    body.subarray(i * bytes, (i + 1) * bytes),
  );

/** A stream, which fails where an error stands in it. */
export async function* piecesOf(
  pieces: readonly (Uint8Array | Error)[],
): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield piece;
  }
}

export async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return String(Buffer.concat(all));
}

export const digestOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
