import type { TaskHandlers } from '@rowmill/asl';
import { buildShardTask } from './build-shard.ts';
import { cleanUpTask } from './clean-up.ts';
import type { Task } from './define-task.ts';
import { deliverShardTask } from './deliver-shard.ts';
import { maskTableTask } from './mask-table.ts';
import { planTask } from './plan.ts';
import { provisionTask } from './provision.ts';
import { reportTask } from './report.ts';
import { runCommandTask } from './run-command.ts';
import { createRunMemory } from './run-memory.ts';
import { runTestsTask } from './run-tests.ts';
import { setUpTask } from './set-up.ts';
import { storeDatasetTask } from './store-dataset.ts';
import type { TaskWorld } from './task-world.ts';
import { validateDatasetTask } from './validate-dataset.ts';

/** The functions that the workflow calls, by name. */
export interface Tasks {
  readonly handlers: TaskHandlers;
}

const TASKS: readonly Task[] = [
  maskTableTask,
  planTask,
  buildShardTask,
  storeDatasetTask,
  validateDatasetTask,
  provisionTask,
  deliverShardTask,
  setUpTask,
  runTestsTask,
  runCommandTask,
  cleanUpTask,
  reportTask,
];

export function createTasks(world: TaskWorld): Tasks {
  const memory = createRunMemory();
  return {
    handlers: Object.fromEntries(TASKS.map((task) => task(world, memory))),
  };
}
