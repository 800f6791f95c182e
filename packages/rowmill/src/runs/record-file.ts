import type { ObjectStore } from '../stores/object-store.ts';
import { DamagedRunError, NewerRunError } from './run-errors.ts';

/** A file of a run directory that says which form it has. */
interface Versioned {
  readonly version: number;
}

/** One JSON document per file, as a person likes to read it. */
export function recordText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * Reads a file of a run.
 *
 * @param options.newest version that this rowmill writes; 1 was the first
 * @throws {@link NewerRunError} when a later rowmill wrote it.
 * @throws {@link DamagedRunError} when it is no such file.
 */
export async function readRecordFile<Content extends Versioned>(
  store: ObjectStore,
  key: string,
  {
    run,
    newest,
    isContent,
  }: {
    readonly run: string;
    readonly newest: Content['version'];
    readonly isContent: (value: Record<string, unknown>) => boolean;
  },
): Promise<Content> {
  const value = parse(store.place(key), await store.get(key));
  if (typeof value.version === 'number' && value.version > newest) {
    throw new NewerRunError(run, value.version, newest);
  }
  if (value.version !== newest || !isContent(value)) {
    throw new DamagedRunError('fields are missing or of another type', { place: store.place(key) });
  }
  return value as unknown as Content;
}

function parse(place: string, bytes: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch (error) {
    throw new DamagedRunError('is not JSON', { place, cause: error });
  }
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new DamagedRunError('is not a JSON object', { place });
}
