import type { Command } from 'commander';
import { declareCommand } from './declare-command.ts';
import { engineOptions } from './declare-engine.ts';
import type { Start } from './start.ts';
import { wholeFrom } from './whole-number.ts';

const RUN = 'a run: its id, the beginning of one, or latest';

/** `rowmill runs …`: what is there, and how it goes on. */
export function addRuns(program: Command, start: Start): void {
  const runs = declareCommand(program, 'runs', {
    summary: 'look at runs, and go on with those that did not pass',
    examples: ['rowmill runs list', 'rowmill runs show latest', 'rowmill runs resume latest'],
  });
  addList(runs, start);
  addShow(runs, start);
  addLogs(runs, start);
  for (const add of [addResume, addRedrive, addCancel, addRemove]) add(runs, start);
}

function addList(runs: Command, start: Start): void {
  const command = declareCommand(runs, 'list', {
    summary: 'all runs of the store, the newest first',
    examples: ['rowmill runs list', 'rowmill runs list --json | jq -r ".runs[].id"'],
  });
  common(command).action((options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/runs-list.ts')).listRuns(options, session),
    ),
  );
}

function addShow(runs: Command, start: Start): void {
  const command = declareCommand(runs, 'show', {
    summary: 'the states of a run with their times, what went wrong, and its files',
    examples: ['rowmill runs show', 'rowmill runs show 2026-11-22T19 --json'],
  }).argument('[run]', RUN, 'latest');
  common(command).action((run, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/runs-show.ts')).showRun(run, options, session),
    ),
  );
}

function addLogs(runs: Command, start: Start): void {
  const command = declareCommand(runs, 'logs', {
    summary: 'what a run has told, and what its test command has written',
    examples: ['rowmill runs logs', 'rowmill runs logs latest --follow'],
  })
    .argument('[run]', RUN, 'latest')
    .option('--follow', 'go on until the run has ended');
  common(command).action((run, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/runs-logs.ts')).showLogs(run, options, session),
    ),
  );
}

function addResume(runs: Command, start: Start): void {
  const command = declareCommand(runs, 'resume', {
    summary: 'go on with a run whose process was ended, from its last shard',
    examples: ['rowmill runs resume latest'],
  }).argument('<run>', RUN);
  driving(command).action((run, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/runs-drive.ts')).resume(run, options, session),
    ),
  );
}

function addRedrive(runs: Command, start: Start): void {
  const command = declareCommand(runs, 'redrive', {
    summary: 'run one that did not pass again; what it has made is found, not made again',
    examples: ['rowmill runs redrive latest'],
  }).argument('<run>', RUN);
  driving(command).action((run, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/runs-drive.ts')).redrive(run, options, session),
    ),
  );
}

function addCancel(runs: Command, start: Start): void {
  const command = declareCommand(runs, 'cancel', {
    summary: 'end a run with its clean-up, whoever drives it',
    examples: ['rowmill runs cancel latest'],
  }).argument('<run>', RUN);
  driving(command).action((run, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/runs-drive.ts')).cancel(run, options, session),
    ),
  );
}

function addRemove(runs: Command, start: Start): void {
  const command = declareCommand(runs, 'remove', {
    summary: 'remove the directories of runs that have ended; datasets stay',
    examples: ['rowmill runs remove latest', 'rowmill runs remove --older-than 30d'],
  })
    .argument('[run]', RUN)
    .option('--older-than <age>', 'all that ended longer ago than this: 12h, 30d');
  common(command).action((run, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/runs-remove.ts')).removeRuns(run, options, session),
    ),
  );
}

/** `rowmill task …`: answers for tasks that wait for their token. */
export function addTask(program: Command, start: Start): void {
  const task = declareCommand(program, 'task', {
    summary: 'answer a task that waits for its token',
    examples: ['rowmill runs show latest    shows the tokens that are waited for'],
  });
  const complete = declareCommand(task, 'complete', {
    summary: 'the task is done',
    examples: ['rowmill task complete "$TOKEN" --output \'{"exitCode":0}\''],
  })
    .argument('<token>')
    .option('--output <json>', 'what it came to', '{}');
  const fail = declareCommand(task, 'fail', {
    summary: 'the task has failed',
    examples: ['rowmill task fail "$TOKEN" --error LoadTestError --cause "p99 over 2 s"'],
  })
    .argument('<token>')
    .option('--error <name>', 'what Retry and Catch of the workflow compare', 'TaskFailed')
    .option('--cause <text>', 'why, in words', '');
  const heartbeat = declareCommand(task, 'heartbeat', {
    summary: 'the task is still at work',
    examples: ['while sleep 30; do rowmill task heartbeat "$TOKEN"; done'],
  }).argument('<token>');
  common(complete).action((token, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/task.ts')).completeTask(token, options, session),
    ),
  );
  common(fail).action((token, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/task.ts')).failTask(token, options, session),
    ),
  );
  common(heartbeat).action((token, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/task.ts')).beatHeart(token, options, session),
    ),
  );
}

function driving(command: Command): Command {
  return common(command).option(
    '-w, --workers <n>',
    'worker threads (as many as the run was started with, unless given)',
    wholeFrom(1),
  );
}

function common(command: Command): Command {
  return engineOptions(command)
    .option('--store <dir>', 'folder that keeps datasets and runs (.rowmill unless given)')
    .option('--json', 'events as NDJSON');
}
