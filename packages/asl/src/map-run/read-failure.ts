import { StateFailure } from '../errors.ts';

/** Where items come from, as messages name it. */
export interface ItemSource {
  readonly bucket: string;
  readonly key: string;
}

/** @param line from 1; absent where the object as a whole is at fault */
export function readFailure(
  source: ItemSource,
  reason: string,
  options?: ErrorOptions & { readonly line?: number },
): StateFailure {
  const line = options?.line === undefined ? '' : `, line ${options.line}`;
  const place = `s3://${source.bucket}/${source.key}${line}`;
  return new StateFailure('States.ItemReaderFailed', `${place}: ${reason}`, options);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
