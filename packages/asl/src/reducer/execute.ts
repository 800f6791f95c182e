import { runChoice } from './states/choice.ts';
import { runFail } from './states/fail.ts';
import { runMap } from './states/map.ts';
import { runParallel } from './states/parallel.ts';
import { runPass } from './states/pass.ts';
import { runSucceed } from './states/succeed.ts';
import { runTask } from './states/task.ts';
import { runWait } from './states/wait.ts';
import { definitionOf, flowOf, type Turn } from './turn.ts';

/** Does the work of the state that a flow is in. @throws StateFailure when it fails */
export async function execute(turn: Turn, id: string): Promise<void> {
  const state = definitionOf(turn, flowOf(turn, id));
  switch (state.Type) {
    case 'Pass':
      return runPass(turn, id, state);
    case 'Task':
      return runTask(turn, id, state);
    case 'Choice':
      return runChoice(turn, id, state);
    case 'Wait':
      return runWait(turn, id, state);
    case 'Succeed':
      return runSucceed(turn, id, state);
    case 'Fail':
      return runFail(turn, id, state);
    case 'Parallel':
      return runParallel(turn, id, state);
    case 'Map':
      return runMap(turn, id, state);
  }
}
