import type { DomainAspect } from '../edge-case.ts';

interface Bound {
  readonly bound: number | string;
  readonly exclusive: boolean;
}

interface Count {
  readonly count: number;
}

interface Text {
  readonly text: string;
}

interface RuleContents {
  readonly type: { readonly types: readonly string[] };
  readonly null: object;
  readonly values: { readonly values: readonly unknown[] };
  readonly min: Bound;
  readonly max: Bound;
  readonly multipleOf: Count;
  readonly minLength: Count;
  readonly maxLength: Count;
  readonly pattern: Text;
  readonly format: Text;
}

/** One thing that a rule says of a column, in the words of JSON Schema. */
export type ColumnRule = {
  [Aspect in DomainAspect]: {
    readonly aspect: Aspect;
    readonly rule: string;
  } & RuleContents[Aspect];
}[DomainAspect];

/** The rules about one aspect, in the order in which they were found. */
export function rulesAbout<Aspect extends DomainAspect>(
  rules: readonly ColumnRule[],
  aspect: Aspect,
): Extract<ColumnRule, { readonly aspect: Aspect }>[] {
  return rules.filter(
    (rule): rule is Extract<ColumnRule, { readonly aspect: Aspect }> => rule.aspect === aspect,
  );
}
