import { StateFailure } from '../errors.ts';

/** Where items come from. */
export interface ItemSource {
  readonly bucket: string;
  /** Empty for the bucket as a whole. */
  readonly key: string;
}

export function uriOf({ bucket, key }: ItemSource): string {
  return key === '' ? `s3://${bucket}` : `s3://${bucket}/${key}`;
}

/** @param options `line` from 1; absent where the object as a whole is at fault */
export function readFailure(
  source: ItemSource,
  reason: string,
  options?: ErrorOptions & { readonly line?: number },
): StateFailure {
  const line = options?.line === undefined ? '' : `, line ${options.line}`;
  return new StateFailure('States.ItemReaderFailed', `${uriOf(source)}${line}: ${reason}`, options);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
