import type { RequestIssue } from '../../errors.ts';
import { PII_TYPES, piiType } from '../../pii/pii-types.ts';
import { didYouMean } from '../../request/nearest.ts';
import { columnPath, isKept, type SafetyCheck, type SafetyColumn } from './planned-table.ts';

/** Type of a column that is decided to say nothing of anybody. */
const NOBODY = 'none';

/** Decisions that are not good enough: personal data kept without a word, or hidden from nobody. */
export const checkDecisions: SafetyCheck = ({ table, columns, strict, today }) =>
  columns.flatMap((column) => {
    const path = columnPath(table, column.planned.name);
    return [
      ...expired(path, column, today),
      ...unknownType(path, column),
      ...keptWithoutReason(path, column),
      ...unkeyedHash(path, column),
      ...(strict ? withoutType(path, column) : []),
    ];
  });

function expired(
  path: string[],
  { rule }: SafetyColumn,
  today: string | undefined,
): RequestIssue[] {
  const { expires } = rule;
  if (expires === undefined || today === undefined || today <= expires) return [];
  return [
    {
      path: [...path, 'expires'],
      code: 'decision-expired',
      message: `the decision held until ${expires}: the column is undecided again`,
      hint: 'decide anew, with a later day',
    },
  ];
}

function unknownType(path: string[], { rule }: SafetyColumn): RequestIssue[] {
  const { piiType: name } = rule;
  if (name === undefined || name === NOBODY || piiType(name) !== undefined) return [];
  const hint = didYouMean(name, [NOBODY, ...Object.keys(PII_TYPES)]);
  return [
    {
      path: [...path, 'type'],
      code: 'unknown-type',
      message: `there is no kind of personal data "${name}"`,
      hint: hint ?? `there are: ${NOBODY}, ${Object.keys(PII_TYPES).join(', ')}`,
    },
  ];
}

function keptWithoutReason(path: string[], column: SafetyColumn): RequestIssue[] {
  const { rule } = column;
  const type = piiType(rule.piiType ?? NOBODY);
  if (!isKept(column) || type === undefined || type.rule.mask === 'keep') return [];
  const missing = (['reason', 'approver'] as const).filter((name) => rule[name] === undefined);
  if (missing.length === 0) return [];
  return [
    {
      path,
      code: 'kept-personal-data',
      message: `the column holds personal data (${type.title}) and is kept, but nobody says ${missing.length === 2 ? 'why, nor who answers for it' : missing[0] === 'reason' ? 'why' : 'who answers for it'}`,
      hint: `add ${missing.map((name) => `\`${name}\``).join(' and ')}, or \`mask: ${type.rule.mask}\``,
    },
  ];
}

function unkeyedHash(path: string[], { planned, rule }: SafetyColumn): RequestIssue[] {
  if (planned.properties.family !== 'unkeyed' || rule.piiType === NOBODY) return [];
  return [
    {
      path,
      code: 'unkeyed-hash',
      message: `masks of ${planned.strategy.name} follow from the value without a secret: anybody can try all values`,
      hint: 'use `mask: hash.hmac`, or `type: none` where it is data of nobody',
    },
  ];
}

function withoutType(path: string[], column: SafetyColumn): RequestIssue[] {
  if (column.rule.piiType !== undefined || !isKept(column)) return [];
  return [
    {
      path,
      code: 'kept-without-type',
      message: 'the column is kept, but nobody says what it holds',
      hint: 'add `type`, `none` for data of nobody; `rowmill scan` proposes one',
    },
  ];
}
