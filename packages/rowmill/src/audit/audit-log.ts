import type { SignedCheckpoint } from './checkpoint.ts';

/** What may stand in a log to be read by everybody: names, counts, digests. Never a value of a source. */
export type AuditFact = string | number | boolean | readonly string[];
export type AuditFacts = Readonly<Record<string, AuditFact | undefined>>;

/** What is done, or found. */
export interface AuditEvent {
  /** Thing and deed, e.g. `source.read`, `key.use`. */
  readonly action: AuditAction;
  /** What it is done to, e.g. `run/20261123-a1/table/customers`. */
  readonly resource: string;
  /** Refused where a rule has stopped it. Allowed unless given. */
  readonly decision?: 'allowed' | 'refused';
  readonly params?: AuditFacts;
  /** Facts that not every reader of the log is to learn; who knows a value finds the records that have it. */
  readonly hidden?: Readonly<Record<string, string>>;
}

/** Everything that is written down, so that a reader knows what a log without it says. */
export const AUDIT_ACTIONS = [
  'log.sealed',
  'source.open',
  'source.read',
  'key.use',
  'plan.accept',
  'claims.assess',
  'gate.decide',
  'target.deliver',
  'environment.remove',
  'dataset.remove',
  'report.write',
  'scan.run',
  'mask.run',
  'key.destroy',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What a report says of the log at its time. */
export interface AuditMark {
  /** Records up to now. */
  readonly size: number;
  /** Root of the tree over them. */
  readonly root: Buffer;
}

/**
 * Where it is written down what was done with data of people. What cannot be written down is not done.
 *
 * Every function throws AuditError where the log cannot be written, or is not what was written to it.
 */
export interface AuditLog {
  /** Writes down what has happened, or what was decided. @returns number of the record */
  record(event: AuditEvent): Promise<number>;
  /** Writes down that an action begins, which {@link end} answers. @returns number of the record */
  begin(event: AuditEvent): Promise<number>;
  /** Writes down how an action ended that has begun. */
  end(begun: number, event: AuditEvent, outcome: AuditOutcome): Promise<void>;
  /** How the log stands. */
  mark(): Promise<AuditMark>;
  /** Signs how the log stands, and keeps that; undefined where nobody here has a key to sign with, or nothing is written. */
  checkpoint(): Promise<SignedCheckpoint | undefined>;
  /** Signs something else by the key of the log, such as a report; undefined where there is no key here. */
  sign(text: string): Promise<string | undefined>;
}

/** How an action ended. An error is told by its name: its message may quote a row. */
export type AuditOutcome =
  | { readonly result: 'done'; readonly facts?: AuditFacts }
  | { readonly result: 'failed'; readonly error: string };

/**
 * Does something of which the log tells: that it begins, before, and how it ended, after.
 *
 * @param factsOf what the log is to have of the outcome
 * @throws AuditError before anything is done, where the log takes nothing; what the action throws.
 */
export async function audited<Value>(
  log: AuditLog,
  event: AuditEvent,
  action: () => Promise<Value>,
  factsOf: (value: Value) => AuditFacts = () => ({}),
): Promise<Value> {
  const begun = await log.begin(event);
  let value: Value;
  try {
    value = await action();
  } catch (error) {
    await log.end(begun, event, { result: 'failed', error: errorName(error) });
    throw error;
  }
  await log.end(begun, event, { result: 'done', facts: factsOf(value) });
  return value;
}

/** Names of errors are ours, or those of the language; what a message holds nobody knows. */
function errorName(error: unknown): string {
  const name = error instanceof Error ? error.name : 'Error';
  return /^[A-Za-z][A-Za-z0-9.]{0,80}$/.test(name) ? name : 'Error';
}
