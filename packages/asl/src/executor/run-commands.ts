import type { Command } from '../reducer/commands.ts';
import type { ExecutionEvent } from '../reducer/events.ts';
import type { ExecutionHost } from './execution-host.ts';
import type { Instance, StartMapRun } from './instance.ts';
import { mapRunRuns } from './map-run-runs.ts';
import { taskRuns } from './task-runs.ts';
import { timerRuns } from './timer-runs.ts';

/** What an execution has under way outside of itself. */
export interface CommandRuns {
  /** @param event what the commands follow from */
  carryOut(event: ExecutionEvent, commands: readonly Command[]): void;
  /** Everything that has no answer, as a replay left it. */
  carryOutPending(): void;
  hasMapRuns(): boolean;
  /** Calls everything off; resolves when map runs have come to rest. */
  end(): Promise<void>;
  /** Lets everything go, as if the process had ended. */
  letGo(reason: unknown): void;
}

export function commandRuns({
  host,
  instance,
  startMapRun,
}: {
  readonly host: ExecutionHost;
  readonly instance: Instance;
  readonly startMapRun: StartMapRun;
}): CommandRuns {
  const tasks = taskRuns(host, instance);
  const timers = timerRuns(host.clock, (timer) => {
    void instance.handle({ type: 'TimerFired', timer });
  });
  const mapRuns = mapRunRuns(instance, startMapRun);

  const carryOutOne = (command: Command): void => {
    switch (command.type) {
      case 'schedule-task':
        tasks.start({ command, hasStarted: false });
        break;
      case 'cancel-task':
        tasks.callOff(command.task);
        break;
      case 'start-timer':
        timers.start(command.timer, command.at);
        break;
      case 'cancel-timer':
        timers.cancel(command.timer);
        break;
      case 'start-map-run':
      case 'redrive-map-run':
        mapRuns.start(command.request.mapRun);
        break;
      case 'stop-map-run':
        mapRuns.stop(command.mapRun);
        break;
    }
  };

  return {
    carryOut(event, commands) {
      if (event.type === 'TaskSucceeded' || event.type === 'TaskFailed') tasks.callOff(event.task);
      if (event.type === 'ExecutionRedriven') host.records.redriveBelow(instance.path);
      if ('mapRun' in event) mapRuns.forget(event.mapRun);
      for (const command of commands) carryOutOne(command);
    },
    carryOutPending() {
      for (const task of instance.pending.tasks.values()) tasks.start(task);
      for (const [timer, at] of instance.pending.timers) timers.start(timer, at);
      for (const mapRun of instance.pending.mapRuns.keys()) mapRuns.start(mapRun);
    },
    hasMapRuns: () => !mapRuns.isEmpty(),
    async end() {
      tasks.callOffAll();
      timers.cancelAll();
      await mapRuns.stopAll();
    },
    letGo(reason) {
      tasks.callOffAll(reason);
      timers.cancelAll();
    },
  };
}
