import type { Document, Node } from 'yaml';
import type { WrittenRule } from './choose-rules.ts';
import type { ScannedColumn } from './scan-tables.ts';

/** A decision as it is written down: how a column is masked, and what it holds. */
export interface WrittenDecision {
  readonly rule: WrittenRule;
  /** Kind of personal data; `none` for data of nobody; absent where the scan is unsure. */
  readonly type?: string | undefined;
}

/** Characters of a reason: what a person reads at a glance. */
const LONGEST_REASON = 300;

/**
 * `{ mask: …, type: …, reason: … }` on one line. Data of nobody have a `type` as well, as claims ask for one of every
 * column, and no reason: with one, somebody says that the column may stay whatever detectors find in it.
 */
export function decisionNode(
  document: Document,
  { rule, type }: WrittenDecision,
  { verdict, evidence }: ScannedColumn,
): Node {
  const isInherited = verdict === 'none' && type !== 'none';
  const why = isInherited
    ? `holds what ${String(rule.references)} holds`
    : evidence.join('; ').slice(0, LONGEST_REASON);
  const reason = rule.reason ?? `scan${verdict === 'unsure' ? ' (unsure)' : ''}: ${why}`;
  return document.createNode(
    {
      ...rule,
      ...(type === undefined ? {} : { type }),
      ...(type === 'none' ? {} : { reason }),
    },
    { flow: true },
  );
}

/**
 * What a column holds: the kind of the key that it points to, as its cells are the same, or the one that was found.
 *
 * @param above decision of the column that this one refers to
 */
export function typeOf(
  { verdict, type }: ScannedColumn,
  above: WrittenDecision | undefined,
): string | undefined {
  return above?.type ?? (verdict === 'none' ? 'none' : type);
}

/** A decision that somebody has written into a request, without what is of that column alone. */
export function readDecision(written: unknown): WrittenDecision | undefined {
  if (typeof written === 'string') return { rule: { mask: written } };
  if (typeof written !== 'object' || written === null) return undefined;
  const { mask, type, ...rest } = written as Readonly<Record<string, unknown>>;
  if (typeof mask !== 'string') return undefined;
  const { references: _, reason: __, approver: ___, expires: ____, ...options } = rest;
  return { rule: { ...options, mask }, type: typeof type === 'string' ? type : undefined };
}
