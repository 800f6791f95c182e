import type { Command, ScheduleTask } from '../reducer/commands.ts';
import type { ExecutionEvent } from '../reducer/events.ts';
import type { MapRunRequest } from '../reducer/map-run-request.ts';

export interface PendingTask {
  readonly command: ScheduleTask;
  /** Its beginning is in the journal. */
  readonly hasStarted: boolean;
}

export interface PendingMapRun {
  readonly request: MapRunRequest;
  /** When it was asked for, in milliseconds since 1970. */
  readonly at: number;
}

/** Commands of an execution that have no answer yet: what is under way, or has to be done again after a crash. */
export interface PendingCommands {
  readonly tasks: ReadonlyMap<string, PendingTask>;
  /** Times by timer, in milliseconds since 1970. */
  readonly timers: ReadonlyMap<string, number>;
  readonly mapRuns: ReadonlyMap<string, PendingMapRun>;
  /** Whether the execution waits for an event. Nobody waits for the answer of a task that was called off. */
  expects(event: ExecutionEvent): boolean;
  /** Takes in an event and the commands that followed from it. */
  add(event: ExecutionEvent, commands: readonly Command[], at: number): void;
  /** The execution has ended. */
  clear(): void;
}

interface PendingMaps {
  readonly tasks: Map<string, PendingTask>;
  readonly timers: Map<string, number>;
  readonly mapRuns: Map<string, PendingMapRun>;
}

export function pendingCommands(): PendingCommands {
  const maps: PendingMaps = { tasks: new Map(), timers: new Map(), mapRuns: new Map() };
  return {
    ...maps,
    expects(event) {
      if ('task' in event) return maps.tasks.has(event.task);
      if ('timer' in event) return maps.timers.has(event.timer);
      if ('mapRun' in event) return maps.mapRuns.has(event.mapRun);
      return true;
    },
    add(event, commands, at) {
      takeAnswer(maps, event);
      for (const command of commands) addCommand(maps, command, at);
    },
    clear() {
      for (const map of Object.values(maps)) map.clear();
    },
  };
}

function takeAnswer({ tasks, timers, mapRuns }: PendingMaps, event: ExecutionEvent): void {
  switch (event.type) {
    case 'TaskStarted': {
      const pending = tasks.get(event.task);
      if (pending !== undefined) tasks.set(event.task, { ...pending, hasStarted: true });
      break;
    }
    case 'TaskSucceeded':
    case 'TaskFailed':
      tasks.delete(event.task);
      break;
    case 'TimerFired':
      timers.delete(event.timer);
      break;
    case 'MapRunSucceeded':
    case 'MapRunFailed':
      mapRuns.delete(event.mapRun);
      break;
  }
}

function addCommand({ tasks, timers, mapRuns }: PendingMaps, command: Command, at: number): void {
  switch (command.type) {
    case 'schedule-task':
      tasks.set(command.task, { command, hasStarted: false });
      break;
    case 'cancel-task':
      tasks.delete(command.task);
      break;
    case 'start-timer':
      timers.set(command.timer, command.at);
      break;
    case 'cancel-timer':
      timers.delete(command.timer);
      break;
    case 'start-map-run':
    case 'redrive-map-run':
      mapRuns.set(command.request.mapRun, { request: command.request, at });
      break;
    case 'stop-map-run':
      mapRuns.delete(command.mapRun);
      break;
  }
}
