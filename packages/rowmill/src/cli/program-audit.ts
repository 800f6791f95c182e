import type { Command } from 'commander';
import { declareCommand } from './declare-command.ts';
import type { Start } from './start.ts';
import { wholeFrom } from './whole-number.ts';

/** `rowmill audit …`: what was done with data of people, and whether anybody has changed what is written of it. */
export function addAudit(program: Command, start: Start): void {
  const audit = declareCommand(program, 'audit', {
    summary: 'read the audit trail, and prove that nobody has changed it',
    examples: ['rowmill audit list', 'rowmill audit verify --checkpoint ../kept'],
  });
  for (const add of [addList, addVerify, addCheckpoint, addProve]) add(audit, start);
}

const common = (command: Command): Command =>
  command
    .option('--store <dir>', 'folder that keeps datasets and runs (.rowmill unless given)')
    .option('--log <dir>', 'folder of the trail (audit in the store unless given)')
    .option('--json', 'events as NDJSON');

function addList(audit: Command, start: Start): void {
  const command = declareCommand(audit, 'list', {
    summary: 'what was done, the oldest first',
    examples: [
      'rowmill audit list --action source.read --since 2026-11-01',
      'rowmill audit list --resource run/20261123 --json',
      'rowmill audit list --value env:ROWMILL_KEY',
    ],
  })
    .option('--action <action>', 'only this action, such as key.use')
    .option('--resource <start>', 'only things whose names begin so')
    .option('--actor <name>', 'only what this person or function did')
    .option('--result <result>', 'begun, done, failed or noted')
    .option('--since <time>', 'only from this time on')
    .option('--until <time>', 'only before this time')
    .option('--value <value>', 'only records that hold this value, in a form that hides it');
  common(command).action((options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/audit-list.ts')).listAudit(options, session),
    ),
  );
}

function addVerify(audit: Command, start: Start): void {
  const command = declareCommand(audit, 'verify', {
    summary: 'check the trail against itself, its checkpoints and a report',
    examples: [
      'rowmill audit verify --checkpoint ../kept --public-key ../kept/key.pub',
      'rowmill audit verify --report .rowmill/runs/<run>/compliance.json',
    ],
  })
    .option('--checkpoint <path...>', 'checkpoint that was kept elsewhere, or a folder of them')
    .option('--public-key <file>', 'public key that was kept elsewhere (key.pub of the trail)')
    .option('--report <file>', 'compliance report to check; its signature lies beside it');
  common(command).action((options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/audit-verify.ts')).verifyAudit(options, session),
    ),
  );
}

function addCheckpoint(audit: Command, start: Start): void {
  const command = declareCommand(audit, 'checkpoint', {
    summary: 'sign how the trail stands, to be kept elsewhere',
    examples: [
      'rowmill audit checkpoint',
      'rowmill audit checkpoint --out ../kept/today.checkpoint',
    ],
  })
    .option('-o, --out <file>', 'write it to this file')
    .option(
      '--signing-key <reference>',
      'env:NAME or file:path of the key, where it is not in the trail',
    );
  common(command).action((options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/audit-checkpoint.ts')).checkpointAudit(options, session),
    ),
  );
}

function addProve(audit: Command, start: Start): void {
  const command = declareCommand(audit, 'prove', {
    summary: 'prove that a record is in the trail, or that it has only grown since a checkpoint',
    examples: ['rowmill audit prove 17', 'rowmill audit prove --since ../kept/today.checkpoint'],
  })
    .argument('[record]', 'number of a record', wholeFrom(0))
    .option('--since <file>', 'checkpoint that was kept');
  common(command).action((record, options, self) =>
    start(self.optsWithGlobals(), async (session) =>
      (await import('./commands/audit-prove.ts')).proveAudit(record, options, session),
    ),
  );
}
