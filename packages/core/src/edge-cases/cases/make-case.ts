import type { ColumnDomain, DomainAspect, EdgeCase, EdgeValue } from '../edge-case.ts';

/** A family of cases: what it has to say of a column, nothing where the column is of another kind. */
export type CaseFamily = (domain: ColumnDomain) => readonly EdgeCase[];

/** What a case is about; `text` for texts that break software, whatever the rules. */
type Subject = DomainAspect | 'text';

/** A case that should satisfy every rule. Its rule is the one that speaks of the matter, else the matter itself. */
export function validCase(
  { name: column, rules }: ColumnDomain,
  subject: Subject,
  { name, value }: { readonly name: string; readonly value: EdgeValue },
): EdgeCase {
  const rule = (subject === 'text' ? undefined : rules[subject]) ?? subject;
  return { column, name, rule, verdict: 'valid', value };
}

/** A case that should break one rule; none where no rule speaks of the matter. */
export function invalidCase(
  { name: column, rules }: ColumnDomain,
  subject: DomainAspect,
  { name, value }: { readonly name: string; readonly value: EdgeValue },
): EdgeCase[] {
  const rule = rules[subject];
  return rule === undefined ? [] : [{ column, name, rule, verdict: 'invalid', value }];
}
