import { ExecutionRequestError } from '../errors.ts';
import { byteLength, type Json } from '../json.ts';
import { LIMITS } from '../limits.ts';

/** Source: AWS Step Functions API reference, `StartExecution`, `name`. */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/**
 * Refuses what AWS refuses to start.
 *
 * @throws {@link ExecutionRequestError}
 */
export function checkStart(name: string, input: Json): void {
  const { nameLength, payloadBytes } = LIMITS;
  const count = [...name].length;
  if (count === 0 || count > nameLength) {
    const problem = `the name of an execution has 1 to ${nameLength} characters, not ${count}`;
    throw new ExecutionRequestError('InvalidName', problem);
  }
  const forbidden = FORBIDDEN.exec(name)?.[0];
  if (forbidden !== undefined) {
    const problem = `the name of an execution must not have ${JSON.stringify(forbidden)}: "${name}"`;
    throw new ExecutionRequestError('InvalidName', problem);
  }
  const bytes = byteLength(input);
  if (bytes <= payloadBytes) return;
  throw new ExecutionRequestError(
    'InvalidExecutionInput',
    `the input of execution "${name}" has ${bytes} bytes of JSON, and may have ${payloadBytes} - keep data in objects, and pass their addresses`,
  );
}
