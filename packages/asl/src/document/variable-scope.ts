import type { DocumentIssue } from '../errors.ts';

/** Where a name stands in the document. */
export interface NamedPlace {
  readonly name: string;
  readonly location: string;
  readonly subject: string;
}

/** The variables of a document, a branch or a processor: what its states assign, and what they refer to. */
export interface VariableScope {
  readonly parent?: VariableScope;
  /** The states run in executions of their own, which see no variable from outside. */
  readonly isDistributed: boolean;
  readonly assigned: NamedPlace[];
  readonly used: NamedPlace[];
  readonly inner: VariableScope[];
}

export function openScope(
  parent?: VariableScope,
  { isDistributed = false }: { readonly isDistributed?: boolean } = {},
): VariableScope {
  const scope: VariableScope = { isDistributed, assigned: [], used: [], inner: [] };
  if (parent === undefined) return scope;
  const child = { ...scope, parent };
  parent.inner.push(child);
  return child;
}

/**
 * What AWS does not allow across scopes: to assign a variable of a scope around, and to refer from inside of a
 * distributed map to a variable that is only assigned outside of it.
 */
export function scopeIssues(scope: VariableScope): DocumentIssue[] {
  return [
    ...scope.assigned.filter(({ name }) => isAssignedAround(scope, name)).map(assignedTwice),
    ...scope.used.filter(({ name }) => isOutOfSight(scope, name)).map(outOfSight),
    ...scope.inner.flatMap(scopeIssues),
  ];
}

function assigns(scope: VariableScope, name: string): boolean {
  return scope.assigned.some((assigned) => assigned.name === name);
}

/** The scope around, unless the variables of the one inside live in another execution. */
function sharedParent(scope: VariableScope): VariableScope | undefined {
  return scope.isDistributed ? undefined : scope.parent;
}

function isAssignedAround(scope: VariableScope, name: string): boolean {
  const parent = sharedParent(scope);
  return parent !== undefined && (assigns(parent, name) || isAssignedAround(parent, name));
}

function isOutOfSight(scope: VariableScope, name: string): boolean {
  if (assigns(scope, name) || isAssignedAround(scope, name)) return false;
  let around: VariableScope | undefined = scope.parent;
  while (around !== undefined && !assigns(around, name)) around = around.parent;
  return around !== undefined;
}

function assignedTwice({ name, location, subject }: NamedPlace): DocumentIssue {
  return {
    location,
    code: 'SCHEMA_VALIDATION_FAILED',
    message: `${subject}: Assign sets $${name}, which a state outside of this branch or map sets too - give it another name here`,
  };
}

function outOfSight({ name, location, subject }: NamedPlace): DocumentIssue {
  return {
    location,
    code: 'SCHEMA_VALIDATION_FAILED',
    message: `${subject}: $${name} is assigned outside of the distributed map, whose children see no variables from outside - hand it over in ItemSelector, or in BatchInput of ItemBatcher`,
  };
}
