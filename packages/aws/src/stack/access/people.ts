import { deploying, removing, secrets } from './deploy-duties.ts';
import type { Places } from './places.ts';
import { following, operating, starting } from './run-duties.ts';
import type { Statement } from './statement.ts';
import { auditing, leases, watching } from './watch-duties.ts';

/** Who works with a deployment. Each has a policy that a team attaches to its own roles or groups. */
export const PEOPLE = {
  requester: 'starts runs, follows them, asks them to stop, and reads their reports',
  operator: 'does what a requester does, and stops, redrives, answers and removes runs of others',
  auditor: 'reads reports, histories, logs, metrics and leases, but no rows of a dataset',
  administrator: 'deploys, and sets secrets without reading them',
} as const;
export type Person = keyof typeof PEOPLE;

/** Everything that a person may do. */
export function personStatements(person: Person, places: Places): Statement[] {
  return [...STATEMENTS[person](places), ...denials(person, places)];
}

const STATEMENTS: Readonly<Record<Person, (places: Places) => Statement[]>> = {
  requester: (places) => [...starting(places), ...following(places)],
  operator: (places) => [
    ...starting(places),
    ...following(places),
    ...operating(places),
    ...watching(places),
    ...leases(places),
  ],
  auditor: (places) => [...auditing(places), ...watching(places), ...leases(places)],
  administrator: (places) => [...deploying(places), ...secrets(places), ...removing(places)],
};

/** What a person may not do, whatever another policy of theirs allows. */
function denials(person: Person, places: Places): Statement[] {
  const why =
    'values of secrets, and addresses with their passwords, are for functions and tests alone';
  const data = {
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: [`${places.bucket}/datasets/*.parquet`],
    denies: true,
    why: 'whoever audits or administrates needs no rows',
  };
  return [
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [`${places.secrets}/*`],
      denies: true,
      why,
    },
    {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [`${places.bucket}/runs/*/private/*`],
      denies: true,
      why,
    },
    ...(person === 'auditor' || person === 'administrator' ? [data] : []),
  ];
}
