import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Statement } from './access/statement.ts';

/** Packs of checks that a finding is acknowledged for, by the prefix of their rules. */
const PACKS = ['AwsSolutions', 'HIPAA.Security'] as const;

/**
 * Says why a rule of a pack of checks does not apply to a construct and what it holds.
 *
 * @param rule with the name of its pack: `AwsSolutions-S1`
 */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: rule, reason });
}

/** Gives the reason for each resource of a policy that has a wildcard: one that is added later has none, and is found. */
export function acknowledgeWildcards(scope: IConstruct, statements: readonly Statement[]): void {
  const reasons = new Map<string, Set<string>>();
  for (const { resources, why, denies = false } of statements) {
    if (denies) continue;
    for (const resource of resources) {
      const name = flatReference(Stack.of(scope).resolve(resource));
      if (name.includes('*')) reasons.set(name, (reasons.get(name) ?? new Set()).add(why));
    }
  }
  for (const [name, whys] of reasons)
    acknowledge(scope, `${PACKS[0]}-IAM5[Resource::${name}]`, [...whys].join('; '));
}

/** A reference of CloudFormation as one text, in the form in which cdk-nag names what it finds. */
function flatReference(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll('${', '<').replaceAll('}', '>');
  const [[kind, content] = ['', undefined]] = Object.entries(value as Record<string, unknown>);
  if (kind === 'Ref') return `<${String(content)}>`;
  if (kind === 'Fn::GetAtt') return `<${(content as readonly string[]).join('.')}>`;
  if (kind === 'Fn::Sub') return flatReference(content);
  if (kind === 'Fn::Join') {
    const [delimiter, parts] = content as readonly [string, readonly unknown[]];
    return parts.map(flatReference).join(delimiter);
  }
  return JSON.stringify(value);
}
