import type { Resource } from './synthesized.ts';

/** A statement of a policy of a template: lists where AWS allows one or many, references as one text. */
export interface FoundStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: unknown;
}

/** Statements of all policies within a resource: of roles, keys, buckets, queues, topics and logs. */
export function statementsIn({ Properties }: Resource): readonly FoundStatement[] {
  return statementsOf(asJson(Properties));
}

function statementsOf(value: unknown): readonly FoundStatement[] {
  if (typeof value !== 'object' || value === null) return [];
  const { Effect, Action, Resource: resource, Condition } = value as Record<string, unknown>;
  if (Effect !== 'Allow' && Effect !== 'Deny') return Object.values(value).flatMap(statementsOf);
  const actions = listOf(Action).map(String);
  return [{ effect: Effect, actions, resources: listOf(resource).map(flat), condition: Condition }];
}

/** A policy of logs is a text, put together from references. */
function asJson(properties: Resource['Properties']): unknown {
  const { PolicyDocument } = properties;
  const text = PolicyDocument?.['Fn::Join'] === undefined ? undefined : flat(PolicyDocument);
  return text === undefined ? properties : JSON.parse(text);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** A reference of CloudFormation as one text: `<Bucket83908E77.Arn>/runs/*`. */
export function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, ...other } = (value ?? {}) as Record<string, unknown>;
  if (typeof Ref === 'string') return `<${Ref}>`;
  const attribute = other['Fn::GetAtt'] as readonly string[] | undefined;
  if (attribute !== undefined) return `<${attribute.join('.')}>`;
  const join = other['Fn::Join'] as readonly [string, readonly unknown[]] | undefined;
  if (join !== undefined) return join[1].map(flat).join(join[0]);
  return JSON.stringify(value);
}
