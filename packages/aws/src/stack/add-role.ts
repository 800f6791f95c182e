import { type IPrincipal, type IRole, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { policyStatement, type Statement } from './access/statement.ts';
import { acknowledgeWildcards } from './acknowledge.ts';

export interface RoleOptions {
  /** Who takes the role. */
  readonly principal: IPrincipal;
  readonly description: string;
  readonly statements: readonly Statement[];
}

/**
 * A role with exactly these permissions. It takes no others: constructs that grant themselves something on the way would
 * make it wider than what is written down, and so does every policy of AWS that fits all.
 */
export function addRole(
  scope: Construct,
  id: string,
  { principal, description, statements }: RoleOptions,
): IRole {
  const role = new Role(scope, id, { assumedBy: principal, description });
  const policy = new ManagedPolicy(scope, `${id}Policy`, {
    description,
    roles: [role],
    statements: statements.map(policyStatement),
  });
  acknowledgeWildcards(policy, statements);
  return role.withoutPolicyUpdates();
}
