import type { PathFields } from '../document/states.ts';
import type { Json, JsonObject } from '../json.ts';
import { evaluatePayload } from '../query/evaluate-payload.ts';
import { readPath } from '../query/path-scope.ts';
import { writePath } from '../query/write-path.ts';
import { contextOf } from './context.ts';
import { leaveState } from './leave.ts';
import { definitionOf, flowOf, type Turn, variablesOf } from './turn.ts';

/** The fields of a JSONPath state, whatever its type. */
type StateFields = PathFields & { readonly Assign?: JsonObject; readonly Next?: string };

/** What the work of a JSONPath state begins with: `InputPath`, then `Parameters`. */
export function inputByPath(turn: Turn, id: string, context?: JsonObject): Json {
  const flow = flowOf(turn, id);
  const { InputPath, Parameters }: StateFields = definitionOf(turn, flow);
  const seen = {
    input: flow.visit.input,
    context: { ...contextOf(turn, flow), ...context },
    variables: variablesOf(turn, flow),
  };
  const input = InputPath === null ? {} : readPath(InputPath ?? '$', seen);
  return Parameters === undefined ? input : evaluatePayload(Parameters, { ...seen, input });
}

/** Leaves a JSONPath state: `ResultSelector`, `ResultPath`, `Assign`, `OutputPath`. */
export function leaveByPath(turn: Turn, id: string, fields: StateFields, result: Json): void {
  const flow = flowOf(turn, id);
  const { OutputPath, ResultPath, ResultSelector, Assign, Next } = fields;
  const context = contextOf(turn, flow);
  const variables = variablesOf(turn, flow);
  const seen = { input: result, context, variables };
  const selected = ResultSelector === undefined ? result : evaluatePayload(ResultSelector, seen);
  const whole =
    ResultPath === null
      ? flow.visit.input
      : writePath(ResultPath ?? '$', flow.visit.input, selected);
  const output = OutputPath === null ? {} : readPath(OutputPath ?? '$', { ...seen, input: whole });
  const assigned = Assign && (evaluatePayload(Assign, seen) as JsonObject);
  leaveState(turn, id, { output, assigned, next: Next });
}
