import { type AuditRecord, NO_RECORD, recordHash } from './audit-record.ts';
import type { FoundCheckpoint } from './checkpoint-files.ts';
import { isSealed, type LogLine, type LogLines } from './log-lines.ts';
import { EMPTY_TREE, leafHash, type MerkleTree, rootOf, withLeaf } from './merkle.ts';
import { isSignedBy, type Verifier } from './signed-note.ts';

/** What is wrong with a log, each under a name of its own. */
export type LogFault =
  /** A line is not what a log writes: some of its bytes are others. */
  | 'damaged-record'
  /** A record does not follow from the one before it: one of the two was changed, or something was put in between. */
  | 'broken-chain'
  /** Numbers are left out. */
  | 'missing-records'
  | 'out-of-order'
  | 'duplicate-number'
  /** An append was interrupted, and nothing seals it off: bytes at the end, or before a record. */
  | 'unsealed-bytes'
  /** The log is shorter than a checkpoint says. */
  | 'missing-end'
  /** The log has other records than those that were signed: it was written again. */
  | 'other-records'
  /** Two checkpoints of one size with two roots: somebody was shown another log. */
  | 'two-roots'
  /** A time is earlier than that of the record before. */
  | 'clock-set-back'
  /** A checkpoint that the key of the log has not signed. */
  | 'bad-signature'
  /** A file is no checkpoint. */
  | 'no-checkpoint';

export interface LogFinding {
  readonly fault: LogFault;
  /** Number of the record that it is about, where there is one. */
  readonly seq?: number;
  readonly message: string;
}

export interface LogCheck {
  readonly records: number;
  /** Root over the records that are there. */
  readonly root: Buffer;
  /** Checkpoints that the key has signed and that the log agrees with. */
  readonly checkpoints: number;
  /** Records that no such checkpoint covers: nothing but the chain speaks for them. */
  readonly uncovered: number;
  /** Interrupted appends that were sealed off. */
  readonly sealed: number;
  readonly findings: readonly LogFinding[];
}

/** Checks a log against itself and against checkpoints. Needs nothing but their bytes and the public key. */
export function verifyLog(
  log: LogLines,
  checkpoints: readonly FoundCheckpoint[],
  verifier: Verifier,
): LogCheck {
  const chain = checkChain(log);
  const signed = checkSignatures(checkpoints, verifier);
  const covered = checkRoots(signed.checkpoints, chain.roots);
  const records = log.lines.length;
  return {
    records,
    root: rootOf(chain.tree),
    checkpoints: covered.sizes.length,
    uncovered: records - Math.max(0, ...covered.sizes),
    sealed: log.lines.filter(({ record, torn }) => record !== undefined && torn !== undefined)
      .length,
    findings: [...chain.findings, ...signed.findings, ...covered.findings],
  };
}

interface CheckedChain {
  readonly tree: MerkleTree;
  /** Root by number of leaves. */
  readonly roots: (size: number) => Buffer | undefined;
  readonly findings: readonly LogFinding[];
}

function checkChain({ lines, rest }: LogLines): CheckedChain {
  const numbers = new Set(lines.map(({ record }) => record?.seq));
  const seen = new Set<number>();
  const findings: LogFinding[] = [];
  const roots: Buffer[] = [rootOf(EMPTY_TREE)];
  let tree = EMPTY_TREE;
  let before: LogLine | undefined;
  for (const [index, line] of lines.entries()) {
    findings.push(...checkLine(line, { index, before, numbers, seen }));
    if (line.record !== undefined) seen.add(line.record.seq);
    tree = withLeaf(tree, leafHash(line.bytes));
    roots.push(rootOf(tree));
    before = line;
  }
  if (rest.length > 0)
    findings.push({
      fault: 'unsealed-bytes',
      message: `${rest.length} bytes stand behind the last record: an append was interrupted - the next record will seal them off`,
    });
  return { tree, roots: (size) => roots[size], findings };
}

interface LinePlace {
  readonly index: number;
  readonly before: LogLine | undefined;
  /** All that are in the log. */
  readonly numbers: ReadonlySet<number | undefined>;
  /** Those of earlier lines. */
  readonly seen: ReadonlySet<number>;
}

function checkLine(line: LogLine, place: LinePlace): readonly LogFinding[] {
  const { record } = line;
  if (record === undefined) {
    const where = `line ${place.index + 1} (byte ${line.offset})`;
    return [{ fault: 'damaged-record', message: `${where} is not what a log writes` }];
  }
  const { seq } = record;
  const found = [
    ...numberFaults(record, place),
    ...chainFaults(record, place.before),
    ...clockFaults(record, place.before?.record),
  ];
  if (!isSealed(line)) {
    const message = 'something stands before it on its line that it does not seal off';
    found.push({ fault: 'unsealed-bytes', message });
  }
  return found.map((finding) => ({
    seq,
    ...finding,
    message: `record ${seq}: ${finding.message}`,
  }));
}

/** A finding of a record, which does not say of which yet. */
type Fault = Pick<LogFinding, 'fault' | 'message'>;

function numberFaults({ seq }: AuditRecord, { before, numbers, seen }: LinePlace): Fault[] {
  const expected = expectedNumber(before, seen);
  if (seq === expected) return [];
  if (seen.has(seq)) return [{ fault: 'duplicate-number', message: 'its number stands twice' }];
  if (seq < expected)
    return [{ fault: 'out-of-order', message: `it stands behind record ${expected - 1}` }];
  const left = range(expected, seq).filter((number) => !numbers.has(number));
  if (left.length === 0)
    return [{ fault: 'out-of-order', message: `it stands before record ${expected}` }];
  const [first, last] = [left[0] ?? expected, left.at(-1) ?? expected];
  const which = first === last ? `record ${first} is` : `records ${first} to ${last} are`;
  return [{ fault: 'missing-records', message: `${which} missing before it` }];
}

function expectedNumber(before: LogLine | undefined, seen: ReadonlySet<number>): number {
  if (before === undefined) return 0;
  // Behind a line that cannot be read, the number that it must have had counts.
  if (before.record === undefined) return Math.max(-1, ...seen) + 2;
  return before.record.seq + 1;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.min(to - from, 10_000) }, (_, index) => from + index);

function chainFaults({ seq, prev }: AuditRecord, before: LogLine | undefined): Fault[] {
  if (prev === (before === undefined ? NO_RECORD : recordHash(before.bytes))) return [];
  const other = before?.record === undefined ? 'the line before it' : `record ${before.record.seq}`;
  const message =
    seq === 0
      ? 'it says that something comes before it'
      : `it does not follow from ${other}: that one was changed, or what stood between them is gone`;
  return [{ fault: 'broken-chain', message }];
}

function clockFaults({ ts }: AuditRecord, before: AuditRecord | undefined): Fault[] {
  if (before === undefined || Date.parse(ts) >= Date.parse(before.ts)) return [];
  return [{ fault: 'clock-set-back', message: `its time ${ts} is before ${before.ts}` }];
}

interface SizedRoot {
  readonly path: string;
  readonly size: number;
  readonly root: Buffer;
}

function checkSignatures(found: readonly FoundCheckpoint[], verifier: Verifier) {
  const findings: LogFinding[] = [];
  const checkpoints: SizedRoot[] = [];
  for (const { path, checkpoint } of found) {
    if (checkpoint === undefined) {
      findings.push({ fault: 'no-checkpoint', message: `${path} is no checkpoint` });
    } else if (
      checkpoint.origin !== verifier.name ||
      !isSignedBy(checkpoint.text, checkpoint.signatures, verifier)
    ) {
      const message = `${path} is not signed by ${verifier.name}`;
      findings.push({ fault: 'bad-signature', message });
    } else {
      checkpoints.push({ path, size: checkpoint.size, root: checkpoint.root });
    }
  }
  return { checkpoints, findings };
}

function checkRoots(
  checkpoints: readonly SizedRoot[],
  rootAt: (size: number) => Buffer | undefined,
): { readonly sizes: readonly number[]; readonly findings: readonly LogFinding[] } {
  const findings: LogFinding[] = [];
  const sizes: number[] = [];
  const known = new Map<number, SizedRoot>();
  for (const checkpoint of checkpoints) {
    const { path, size, root } = checkpoint;
    const other = known.get(size);
    if (other === undefined) known.set(size, checkpoint);
    else if (!other.root.equals(root))
      findings.push({
        fault: 'two-roots',
        message: `${other.path} and ${path} have one size (${size}) and two roots: one of their readers was shown another log`,
      });
    const found = rootAt(size);
    if (found?.equals(root)) sizes.push(size);
    else findings.push(rootFault(checkpoint, found));
  }
  return { sizes, findings };
}

function rootFault({ path, size }: SizedRoot, found: Buffer | undefined): LogFinding {
  if (found === undefined)
    return {
      fault: 'missing-end',
      message: `the log ends before record ${size - 1}, which ${path} has: its end was taken away`,
    };
  return {
    fault: 'other-records',
    message: `the first ${size} records are not those that were signed (${path}): the log was written again`,
  };
}
