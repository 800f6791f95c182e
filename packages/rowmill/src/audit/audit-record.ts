import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditEvent, AuditFacts, AuditOutcome } from './audit-log.ts';

/** One line of a log. */
export interface AuditRecord {
  /** Numbered from 0, without a gap. */
  readonly seq: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly ts: string;
  /** Who did it, e.g. `ada@build-7`. */
  readonly actor: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: 'allowed' | 'refused';
  readonly params: AuditFacts;
  /** `begun` is answered by `done` or `failed`, whose params name the record that it answers. */
  readonly result: 'begun' | 'done' | 'failed' | 'noted';
  /** SHA-256 of the record before, in hexadecimal digits; zeros for the first. */
  readonly prev: string;
}

/** Where a record comes in its log. */
export type RecordPlace = Pick<AuditRecord, 'seq' | 'ts' | 'actor' | 'prev'>;

/** What the first record follows. */
export const NO_RECORD = '0'.repeat(64);

/** JSON of which every value has one form alone. Source: RFC 8785. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? 'null';
}

/** Digest of a record, to which the next one is chained. @param line its canonical JSON, without an end of line */
export function recordHash(line: Uint8Array | string): string {
  return createHash('sha256').update(line).digest('hex');
}

/** What an event adds to its place. */
export function recordOf(
  { action, resource, decision = 'allowed', params = {} }: AuditEvent,
  outcome: AuditOutcome | { readonly result: 'begun' | 'noted' },
  answered?: number,
): Omit<AuditRecord, keyof RecordPlace> {
  const facts = {
    ...params,
    ...('facts' in outcome ? outcome.facts : {}),
    ...('error' in outcome ? { error: outcome.error } : {}),
    ...(answered === undefined ? {} : { answers: answered }),
  };
  // A member without a value is none in JSON; a digest over it would not be either.
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  const { result } = outcome;
  return { action, resource, decision, result, params: Object.fromEntries(known) };
}

const MEMBERS = [
  'action',
  'actor',
  'decision',
  'params',
  'prev',
  'resource',
  'result',
  'seq',
  'ts',
].join();

/** Reads a line; undefined unless it is exactly what a log writes. */
export function parseRecord(line: Uint8Array): AuditRecord | undefined {
  const text = Buffer.from(line).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || !Buffer.from(canonicalJson(value)).equals(Buffer.from(line)))
    return undefined;
  return value;
}

function isRecord(value: unknown): value is AuditRecord {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.keys(value).sort().join() !== MEMBERS) return false;
  const { seq, ts, prev, params, actor, action, resource } = value as AuditRecord;
  return (
    Number.isSafeInteger(seq) &&
    [ts, prev, actor, action, resource].every((text) => typeof text === 'string') &&
    typeof params === 'object' &&
    params !== null
  );
}
