import { createHash, randomUUID } from 'node:crypto';
import type { CompletedPart } from '@aws-sdk/client-s3';
import type { Bucket } from './bucket.ts';
import { createOnce } from './create-once.ts';
import { attemptsOf, codeOf } from './explain.ts';
import { headObject } from './head-object.ts';

const PARTS_AT_ONCE = 4;
/** Name of the note on an object that tells by which call it was written. */
const WRITER = 'rowmill-writer';

/** What became of a call. */
export interface Uploaded {
  /** With `ifAbsent`, an object that is there already is left alone. */
  readonly isStored: boolean;
  /**
   * As S3 has it of the object: SHA-256 of its bytes in Base64; of an upload by parts, that of the SHA-256 of its parts, a
   * hyphen and their number.
   */
  readonly checksum: string;
}

interface Upload {
  readonly key: string;
  readonly ifAbsent: boolean;
  /** Of this call alone: an answer that was lost on its way can be told from somebody else's object. */
  readonly writer: string;
}

/**
 * Stores an object: by one request when there is a single part, else by a multipart upload, which is given up when
 * something fails. S3 compares every part with its SHA-256.
 */
export async function upload(
  bucket: Bucket,
  key: string,
  { parts, ifAbsent = false }: { parts: AsyncIterable<Uint8Array>; ifAbsent?: boolean | undefined },
): Promise<Uploaded> {
  const request: Upload = { key, ifAbsent, writer: randomUUID() };
  const rest = parts[Symbol.asyncIterator]();
  const first = await rest.next();
  const second = first.done === true ? first : await rest.next();
  if (second.done === true) {
    return putWhole(bucket, request, first.done === true ? new Uint8Array() : first.value);
  }
  try {
    const all = continued([first.value as Uint8Array, second.value], rest);
    return await putParts(bucket, request, all);
  } finally {
    await rest.return?.();
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

async function* continued(
  begin: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* begin;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

const condition = ({ ifAbsent }: Upload) => (ifAbsent ? { IfNoneMatch: '*' } : {});

async function putWhole(bucket: Bucket, request: Upload, body: Uint8Array): Promise<Uploaded> {
  const { sdk, client, name, sending } = bucket;
  const checksum = sha256(body);
  const put = () =>
    client.send(
      new sdk.PutObjectCommand({
        Bucket: name,
        Key: request.key,
        Body: body,
        ContentLength: body.length,
        ChecksumAlgorithm: 'SHA256',
        ChecksumSHA256: checksum,
        Metadata: { [WRITER]: request.writer },
        ...condition(request),
      }),
      sending,
    );
  const isOurs = () => isWrittenBy(bucket, request);
  return { isStored: await createOnce(put, { isOurs, ...sending }), checksum };
}

async function putParts(
  bucket: Bucket,
  request: Upload,
  parts: AsyncIterable<Uint8Array>,
): Promise<Uploaded> {
  const { sdk, client, name, sending } = bucket;
  const place = { Bucket: name, Key: request.key };
  // Before gigabytes go there for nothing.
  const before = request.ifAbsent ? await headObject(bucket, request.key) : undefined;
  if (before !== undefined) return { isStored: false, checksum: before.ChecksumSHA256 ?? '' };
  const begin = new sdk.CreateMultipartUploadCommand({
    ...place,
    ChecksumAlgorithm: 'SHA256',
    Metadata: { [WRITER]: request.writer },
  });
  const { UploadId } = await client.send(begin, sending);
  const abort = () =>
    // What cannot be given up now is discarded by a later run, or by a rule of the bucket.
    client.send(new sdk.AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => undefined);
  try {
    const sent = await sendParts(bucket, { Key: request.key, UploadId }, parts);
    const complete = new sdk.CompleteMultipartUploadCommand({
      ...place,
      UploadId,
      MultipartUpload: { Parts: sent },
      ...condition(request),
    });
    const isOurs = () => isWrittenBy(bucket, request);
    const finish = () =>
      client.send(complete, sending).catch((error: unknown) => completedBefore(error, isOurs));
    const isStored = await createOnce(finish, { isOurs, ...sending });
    if (!isStored) await abort();
    return { isStored, checksum: checksumOfParts(sent) };
  } catch (error) {
    await abort();
    throw error;
  }
}

const checksumOfParts = (parts: readonly CompletedPart[]): string => {
  const all = parts.map(({ ChecksumSHA256 = '' }) => Buffer.from(ChecksumSHA256, 'base64'));
  return `${sha256(Buffer.concat(all))}-${parts.length}`;
};

/** A completion whose answer was lost is repeated by the SDK, and its upload is no more. */
async function completedBefore(error: unknown, isOurs: () => Promise<boolean>): Promise<void> {
  const repeated = codeOf(error) === 'NoSuchUpload' && attemptsOf(error) > 1;
  if (!repeated || !(await isOurs())) throw error;
}

async function sendParts(
  { sdk, client, name, sending }: Bucket,
  target: { Key: string; UploadId: string | undefined },
  parts: AsyncIterable<Uint8Array>,
): Promise<CompletedPart[]> {
  const sent: CompletedPart[] = [];
  const onTheirWay = new Set<Promise<void>>();
  const sendPart = async (part: Uint8Array, PartNumber: number): Promise<void> => {
    const ChecksumSHA256 = sha256(part);
    const about = { Bucket: name, ...target, PartNumber, ChecksumSHA256 };
    const command = new sdk.UploadPartCommand({
      ...about,
      Body: part,
      ContentLength: part.length,
    });
    const { ETag } = await client.send(command, sending);
    sent[PartNumber - 1] = { PartNumber, ETag, ChecksumSHA256 };
  };
  try {
    let number = 0;
    for await (const part of parts) {
      const sending = sendPart(part, ++number).finally(() => onTheirWay.delete(sending));
      // Its failure is met by one of the two waits below.
      sending.catch(() => undefined);
      onTheirWay.add(sending);
      if (onTheirWay.size >= PARTS_AT_ONCE) await Promise.race(onTheirWay);
    }
    await Promise.all(onTheirWay);
    return sent;
  } finally {
    // An upload cannot be given up while its parts arrive.
    await Promise.allSettled(onTheirWay);
  }
}

async function isWrittenBy(bucket: Bucket, { key, writer }: Upload): Promise<boolean> {
  return (await headObject(bucket, key))?.Metadata?.[WRITER] === writer;
}
