import type { Json, JsonObject } from '../json.ts';
import type { QueryScope } from '../query/scope.ts';
import type { Flow, MapItem } from './state.ts';
import { definitionOf, type Turn, variablesOf } from './turn.ts';

/** States whose context object tells how often they were retried. */
const RETRIED = new Set(['Task', 'Parallel', 'Map']);

/** An instant as the context object has it: a fraction of 0 is left out. */
export const timeText = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/**
 * The context object as a state sees it.
 *
 * Source: AWS Step Functions developer guide, "Accessing execution data from the Context object".
 */
export function contextOf(turn: Turn, flow: Flow): JsonObject {
  const { facts, draft } = turn;
  const { state, enteredAt, attempt } = flow.visit;
  if (facts.givenContext !== undefined) return { ...facts.givenContext };
  return {
    ...facts.context,
    ...mapContext(turn, flow),
    Execution: {
      Id: facts.arn,
      Input: draft.input,
      Name: facts.name,
      RoleArn: facts.roleArn,
      StartTime: timeText(draft.startedAt),
      RedriveCount: draft.redriveCount,
      ...(draft.redrivenAt !== undefined && { RedriveTime: timeText(draft.redrivenAt) }),
    },
    StateMachine: { Id: facts.stateMachine.arn, Name: facts.stateMachine.name },
    State: {
      Name: state,
      EnteredTime: timeText(enteredAt),
      ...(RETRIED.has(definitionOf(turn, flow).Type) ? { RetryCount: attempt } : {}),
    },
  };
}

/** The item of the innermost inline map around the flow. */
function mapContext({ draft }: Turn, flow: Flow): JsonObject {
  for (let at: Flow | undefined = flow; at !== undefined; ) {
    if (at.item !== undefined) return itemContext(at.item);
    at = at.parent === undefined ? undefined : draft.flows[at.parent];
  }
  return {};
}

export function itemContext({ index, value, key, source }: MapItem): JsonObject {
  return {
    Map: {
      Item: {
        Index: index,
        ...(key !== undefined && { Key: key }),
        Value: value,
        Source: source,
      },
    },
  };
}

/** What the expressions of a state see. */
export function scopeOf(
  turn: Turn,
  flow: Flow,
  seen: {
    readonly result?: Json;
    readonly errorOutput?: Json;
    readonly context?: JsonObject;
  } = {},
): QueryScope {
  const { context, ...states } = seen;
  return {
    states: {
      input: flow.visit.input,
      ...states,
      context: { ...contextOf(turn, flow), ...context },
    },
    variables: variablesOf(turn, flow),
    now: turn.at,
    // Another event of the same execution draws other values, a replay of this one the same.
    seed: `${turn.facts.seed}/${flow.id}/${turn.draft.lastEventId}`,
  };
}
