import type { RequestIssue } from '../../errors.ts';
import { checkCapacity } from './check-capacity.ts';
import { checkConditions } from './check-conditions.ts';
import { checkDecisions } from './check-decisions.ts';
import { checkGenerated } from './check-generated.ts';
import { checkLabels } from './check-labels.ts';
import { checkUnique } from './check-unique.ts';
import type { SafetyCheck, SafetyTable } from './planned-table.ts';

const CHECKS: readonly SafetyCheck[] = [
  checkUnique,
  checkLabels,
  checkConditions,
  checkGenerated,
  checkCapacity,
  checkDecisions,
];

/** Holds what strategies promise against what the columns of a table ask for. Every problem comes with its fix. */
export const checkTable = (table: SafetyTable): readonly RequestIssue[] =>
  CHECKS.flatMap((check) => check(table));
