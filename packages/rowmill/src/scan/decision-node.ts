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
 * column: who reviews the request sees what was taken for `none`, and why.
 */
export function decisionNode(
  document: Document,
  { rule, type }: WrittenDecision,
  { verdict, evidence }: ScannedColumn,
): Node {
  const why = (verdict === 'none' ? evidence.slice(0, 1) : evidence).join('; ');
  const reason = `scan${verdict === 'unsure' ? ' (unsure)' : ''}: ${why.slice(0, LONGEST_REASON)}`;
  return document.createNode(
    {
      ...rule,
      ...(type === undefined ? {} : { type }),
      reason: rule.reason ?? reason,
    },
    { flow: true },
  );
}

/**
 * What a column holds: the kind that was found, or that of the key which it points to, as its cells are the same.
 *
 * @param above decision of the column that this one refers to
 */
export function typeOf(
  { verdict, type }: ScannedColumn,
  above: WrittenDecision | undefined,
): string | undefined {
  if (verdict !== 'none') return type;
  return above?.type ?? 'none';
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
