import type { TaskHandlers } from '@rowmill/asl';
import { buildShardTask } from './build-shard.ts';
import type { Task } from './define-task.ts';
import { plan } from './plan.ts';
import { createRunMemory } from './run-memory.ts';
import { storeDatasetTask } from './store-dataset.ts';
import { validateDatasetTask } from './validate-dataset.ts';
import type { TaskWorld } from './task-world.ts';

/** The functions that the workflow calls, by name. */
export interface Tasks {
  readonly handlers: TaskHandlers;
  /** Lets go of sources and connections that tasks have left open for those that follow. */
  close(): Promise<void>;
}

const TASKS: readonly Task[] = [plan, buildShardTask, storeDatasetTask, validateDatasetTask];

export function createTasks(world: TaskWorld): Tasks {
  const memory = createRunMemory();
  return {
    handlers: Object.fromEntries(TASKS.map((task) => task(world, memory))),
    close: memory.close,
  };
}
