import { StateFailure } from '../errors.ts';
import { byteLength, type Json, type JsonObject } from '../json.ts';
import { LIMITS } from '../limits.ts';
import type { Flow } from './state.ts';
import type { Turn } from './turn.ts';

/** A payload as the history holds it. @throws StateFailure above 256 KiB */
export function payloadText(value: Json, state: string): string {
  const text = JSON.stringify(value);
  if (text.length * 3 > LIMITS.payloadBytes && Buffer.byteLength(text) > LIMITS.payloadBytes) {
    throw new StateFailure(
      'States.DataLimitExceeded',
      `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
  return text;
}

/** Variables of a flow after an `Assign`. @throws StateFailure above AWS's limits */
export function assignVariables(
  { draft }: Turn,
  flow: Flow,
  assigned: JsonObject,
): Pick<Flow, 'variables' | 'variableBytes'> {
  const tooLarge = Object.entries(assigned).find(
    ([, value]) => byteLength(value) > LIMITS.variableBytes,
  );
  if (tooLarge !== undefined)
    throw limitFailure(flow, `the variable '${tooLarge[0]}'`, LIMITS.variableBytes);
  if (byteLength(assigned) > LIMITS.variableBytes)
    throw limitFailure(flow, "the field 'Assign'", LIMITS.variableBytes);
  const variables = { ...flow.variables, ...assigned };
  const variableBytes = byteLength(variables);
  const others = Object.values(draft.flows).filter(({ id }) => id !== flow.id);
  const total = others.reduce((sum, other) => sum + other.variableBytes, variableBytes);
  if (total > LIMITS.variablesBytes)
    throw limitFailure(flow, 'all variables of the execution', LIMITS.variablesBytes);
  return { variables, variableBytes };
}

function limitFailure({ visit }: Flow, what: string, bytes: number): StateFailure {
  return new StateFailure(
    'States.DataLimitExceeded',
    `The state '${visit.state}' assigned more than ${bytes} bytes to ${what}.`,
  );
}
