import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { PEOPLE, type Person, personStatements } from './access/people.ts';
import type { Places } from './access/places.ts';
import { policyStatement } from './access/statement.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import type { namesOf } from './names.ts';

/**
 * A policy for each kind of person, under a name that a permission set of IAM Identity Center can refer to. Nobody is
 * given one here: who does what is the team's to say.
 */
export function addPeoplePolicies(
  scope: Construct,
  { names, places }: { readonly names: ReturnType<typeof namesOf>; readonly places: Places },
): void {
  for (const [person, summary] of Object.entries(PEOPLE) as [Person, string][]) {
    const statements = personStatements(person, places);
    const id = `${person[0]?.toUpperCase()}${person.slice(1)}Policy`;
    const policy = new ManagedPolicy(scope, id, {
      managedPolicyName: names.policy(person),
      description: `rowmill: ${summary}`,
      statements: statements.map(policyStatement),
    });
    acknowledgeWildcards(policy, statements);
  }
}
