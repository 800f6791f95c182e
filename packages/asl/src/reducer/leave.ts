import { languageOf } from '../document/language.ts';
import type { Json, JsonObject } from '../json.ts';
import { evaluate, evaluateAssign } from '../query/evaluate.ts';
import type { QueryScope } from '../query/scope.ts';
import { assignVariables, payloadText } from './payload.ts';
import type { Flow } from './state.ts';
import { definitionOf, flowOf, record, type Turn } from './turn.ts';

/** What a state hands on. */
export interface Leaving {
  readonly output: Json;
  readonly assigned?: JsonObject | undefined;
  /** Absent: the flow ends here. */
  readonly next?: string | undefined;
}

interface LeavingFields {
  readonly Output?: Json;
  readonly Assign?: JsonObject;
  readonly Next?: string;
}

/**
 * `Output` and `Assign`, both evaluated from the same snapshot.
 *
 * @param options.otherwise output of a state without `Output`
 * @param options.within field that holds the two, where the state itself does not: `Catch[0]/`
 */
export async function evaluateLeaving(
  { Output, Assign, Next }: LeavingFields,
  {
    scope,
    otherwise,
    within = '',
  }: { readonly scope: QueryScope; readonly otherwise: Json; readonly within?: string },
): Promise<Leaving> {
  return {
    output: Output === undefined ? otherwise : await evaluate(Output, `${within}Output`, scope),
    assigned: Assign && (await evaluateAssign(Assign, `${within}Assign`, scope)),
    next: Next,
  };
}

/** Leaves a state: on to the next one, or to the end of the flow. */
export function leaveState(turn: Turn, id: string, { output, assigned, next }: Leaving): void {
  const flow = flowOf(turn, id);
  const { state } = flow.visit;
  const text = payloadText(output, state);
  const variables = assigned === undefined ? undefined : assignVariables(turn, flow, assigned);
  const { Type } = definitionOf(turn, flow);
  const left = record(turn, flow, `${Type}StateExited`, [
    'stateExited',
    {
      name: state,
      output: text,
      outputDetails: { truncated: false },
      ...(assigned && { assignedVariables: assignedTexts(assigned) }),
    },
  ]);
  turn.draft.flows[id] = { ...left, ...variables };
  turn.agenda.push(
    next === undefined
      ? { kind: 'ended', flow: id, output }
      : { kind: 'enter', flow: id, state: next, input: output },
  );
}

const assignedTexts = (assigned: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]),
  );

export function isJsonPath(turn: Turn, flow: Flow): boolean {
  return languageOf(definitionOf(turn, flow), turn.facts.queryLanguage) === 'JSONPath';
}
