import { eachOf } from '../../stores/each-of.ts';
import type { Bucket } from '../../stores/s3/bucket.ts';
import { explained } from '../../stores/s3/explain.ts';
import { headObject } from '../../stores/s3/head-object.ts';
import { s3Url } from '../../stores/s3/s3-url.ts';
import type { TableCheck, TableDigest } from '../target.ts';
import { objectsIn } from './place.ts';

/** Compares names, sizes and checksums of a table's parts with what was sent. S3 has computed the checksums itself. */
export async function checkParts(
  bucket: Bucket,
  folder: string,
  { table, rows, digest, parts = [] }: TableDigest,
): Promise<TableCheck> {
  const sent = new Map(parts.map((part) => [`${folder}${part.name}`, part]));
  const found = await objectsIn(bucket, folder);
  const missing = [...sent.keys()].filter((key) => !found.some((object) => object.key === key));
  const problems = [
    ...missing.map((key) => `${key} missing`),
    ...(await eachOf(found, async ({ key, bytes }) => {
      const part = sent.get(key);
      if (part === undefined) return `${key} of somebody else`;
      if (part.bytes !== bytes) return `${key} of ${bytes} bytes instead of ${part.bytes}`;
      const request = {
        place: s3Url({ bucket: bucket.name, key }),
        doing: 'reading',
        action: 's3:GetObject',
      };
      const now = await explained(request, () => headObject(bucket, key));
      return now?.ChecksumSHA256 === part.checksum ? '' : `${key} of other contents`;
    })),
  ].filter((problem) => problem !== '');
  return {
    table: table.name,
    matches: problems.length === 0,
    rows,
    expectedRows: rows,
    digest: problems.length === 0 ? digest : problems.slice(0, 3).join(', '),
    expectedDigest: digest,
  };
}
