/** Where an object, or what begins with a key, is. */
export interface S3Address {
  readonly bucket: string;
  readonly key: string;
}

/** Whether a text is meant as an address of S3 and not as a path. */
export const isS3Url = (text: string): boolean => text.startsWith('s3://');

/** Parts of `s3://bucket/key`. Keys stand as they are, without escapes, as in the AWS CLI. */
export function parseS3Url(url: string): S3Address {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]*)\/?(.*)$/s.exec(url) ?? [];
  return { bucket, key };
}

export const s3Url = ({ bucket, key }: S3Address): string =>
  key === '' ? `s3://${bucket}` : `s3://${bucket}/${key}`;
