import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a command on our own terminal and answers its exit code.
 *
 * Signals reach the child first and are waited for, so that its clean-up is seen to the end. A
 * child that a signal ended answers 128 + the signal's number, as shells do.
 */
export function runChild(command, args, { cwd, input = 'ignore' }) {
  const child = spawn(command, args, { cwd, stdio: [input, 'inherit', 'inherit'] });
  // A terminal sends Ctrl-C to the whole group, the child has it already; SIGTERM comes to us alone.
  const ignore = () => {};
  const forward = () => child.kill('SIGTERM');
  process.on('SIGINT', ignore);
  process.on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
