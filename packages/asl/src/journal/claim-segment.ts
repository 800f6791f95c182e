import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { JournalBusyError } from '../errors.ts';
import { refused } from './failure.ts';
import { encodeLine, type SegmentHeader } from './journal-line.ts';
import { readSegment, segmentPath } from './segment.ts';

/**
 * Creates the segment of a token, with its header. Of several processes that try, one wins: the file appears whole,
 * by `link`, which fails where there is one.
 *
 * @returns bytes of the header
 * @throws JournalBusyError when another process was first.
 */
export async function claimSegment(directory: string, header: SegmentHeader): Promise<number> {
  const path = segmentPath(directory, header.token);
  const draft = join(directory, `.${basename(path)}.${randomUUID()}`);
  const line = encodeLine({ number: 0, startsBatch: true, content: { kind: 'header', header } });
  try {
    await mkdir(directory, { recursive: true });
    await writeDurably(draft, line);
    await link(draft, path);
    await syncDirectory(directory);
  } catch (error) {
    if (await isThere(path)) throw await busyWith(path);
    throw refused(path, 'cannot be created', error);
  } finally {
    await removeDrafts(directory, header.token);
  }
  return Buffer.byteLength(line);
}

/** The error that names who holds a segment. */
export async function busyWith(path: string): Promise<JournalBusyError> {
  const { value } = await readSegment({ path }).next();
  const holder = value?.line.content.kind === 'header' ? value.line.content.header.holder : null;
  return new JournalBusyError(path, holder, holder === null ? 'another process' : nameOf(holder));
}

function nameOf(holder: unknown): string {
  return typeof holder === 'string' ? holder : JSON.stringify(holder);
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await (await open(path, 'r')).close();
    return true;
  } catch {
    return false;
  }
}

/** Makes the name of a new file durable; Windows has no such thing. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(directory, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Also those of processes that died here. One that is still at it finds that its token is taken. */
async function removeDrafts(directory: string, token: number): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  const drafts = names.filter((name) => isDraft(name, token));
  await Promise.all(drafts.map((name) => unlink(join(directory, name)).catch(() => {})));
}

function isDraft(name: string, token: number): boolean {
  const digits = /^\.journal-(\d{6,})\.ndjson\./.exec(name)?.[1];
  return digits !== undefined && Number(digits) <= token;
}
