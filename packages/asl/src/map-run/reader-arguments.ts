import { StateFailure } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { ItemSource } from './read-failure.ts';

/** Arguments of `s3:getObject`. */
export function objectArguments(given: JsonObject): ItemSource {
  const problems = unknownArguments(given, ['Bucket', 'Key']);
  const bucket = textArgument(given, { name: 'Bucket', problems });
  const key = textArgument(given, { name: 'Key', problems });
  refuse(problems);
  return { bucket, key };
}

/** Arguments of `s3:listObjectsV2`. Without a prefix, all objects of the bucket are listed. */
export function listArguments(given: JsonObject): {
  readonly bucket: string;
  readonly prefix: string;
} {
  const problems = unknownArguments(given, ['Bucket', 'Prefix']);
  const bucket = textArgument(given, { name: 'Bucket', problems });
  const prefix = 'Prefix' in given ? textArgument(given, { name: 'Prefix', problems }) : '';
  refuse(problems);
  return { bucket, prefix };
}

/** AWS knows more of them, `VersionId` among others. To pass over one would read something else than AWS does. */
function unknownArguments(given: JsonObject, known: readonly string[]): string[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => `${name} is not supported here - leave it out`);
}

function textArgument(
  given: JsonObject,
  { name, problems }: { readonly name: string; readonly problems: string[] },
): string {
  const value = given[name];
  if (typeof value === 'string') {
    return value;
  }
  problems.push(`${name} must be text, found ${JSON.stringify(value) ?? 'nothing'}`);
  return '';
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) {
    const cause = `Arguments of the ItemReader: ${problems.join('; ')}`;
    throw new StateFailure('States.ItemReaderFailed', cause);
  }
}
