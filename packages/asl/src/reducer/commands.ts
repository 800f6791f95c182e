import type { Json } from '../json.ts';
import type { MapRunRequest } from './map-run-request.ts';

/** How a task ends: with the answer of its handler, or with a token that comes back from anywhere. */
export type TaskPattern = 'request-response' | 'sync' | 'wait-for-task-token';

/** What an execution asks the world to do. */
export type Command =
  | ScheduleTask
  /** Its answer is of no interest any more. */
  | { readonly type: 'cancel-task'; readonly task: string }
  /** @param at milliseconds since 1970 */
  | { readonly type: 'start-timer'; readonly timer: string; readonly at: number }
  | { readonly type: 'cancel-timer'; readonly timer: string }
  | { readonly type: 'start-map-run'; readonly request: MapRunRequest }
  /** Runs again what failed in a map run, keeping what succeeded. */
  | { readonly type: 'redrive-map-run'; readonly request: MapRunRequest }
  | { readonly type: 'stop-map-run'; readonly mapRun: string };

export interface ScheduleTask {
  readonly type: 'schedule-task';
  /** Names the task in events; another attempt is another task. */
  readonly task: string;
  readonly state: string;
  /** As the document has it, without the suffix of its pattern. */
  readonly resource: string;
  readonly pattern: TaskPattern;
  readonly arguments: Json;
  /** 0 for the first try of the state, 1 for the first retry … */
  readonly attempt: number;
  /** With the pattern `wait-for-task-token`. */
  readonly token?: string;
  readonly credentials?: Json;
}
