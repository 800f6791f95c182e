import { invokesFunction, resourcesOf, type UsedResource } from '../document/resource.ts';
import type { StateMachine } from '../document/states.ts';
import { UnknownTaskError } from '../errors.ts';
import type { TaskHandlers } from '../ports.ts';
import { findHandler } from './find-handler.ts';

/**
 * Refuses a document whose tasks nobody does, before anything begins. A function whose name is computed shows only
 * when it is called.
 *
 * @throws {@link UnknownTaskError} with all of them
 */
export function refuseUnknownTasks(machine: StateMachine, tasks: TaskHandlers): void {
  const unknown = resourcesOf(machine).filter((used) => !isKnown(used, tasks));
  if (unknown.length === 0) return;
  throw new UnknownTaskError(
    unknown.map(({ state, resource, functionName }) => ({
      state,
      resource: invokesFunction(resource) ? (functionName ?? resource) : resource,
    })),
    Object.keys(tasks),
  );
}

function isKnown({ resource, pattern, functionName }: UsedResource, tasks: TaskHandlers): boolean {
  if (functionName === undefined && invokesFunction(resource)) return true;
  const call = { resource, pattern, arguments: { FunctionName: functionName ?? '' } };
  return findHandler(call, tasks) !== undefined;
}
