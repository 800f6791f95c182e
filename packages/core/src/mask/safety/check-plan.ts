import type { RequestIssue } from '../../errors.ts';
import type { MaskPlan } from '../mask-plan.ts';
import { checkCards } from './check-cards.ts';
import { checkReferences, type PlannedReference } from './check-references.ts';

/** What no table shows by itself: whether rows still join, and what several columns tell together. */
export const checkMaskPlans = (
  plans: readonly MaskPlan[],
  references: readonly PlannedReference[],
): readonly RequestIssue[] => [
  ...checkReferences(plans, references),
  ...checkCards(plans, references),
];
