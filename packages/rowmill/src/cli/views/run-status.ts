import type { RunStatus } from '../../runner/run-view.ts';
import type { StateView } from '../../runner/state-views.ts';
import type { Colors } from '../output.ts';

/** ✓ for what passed, ✗ for what did not, ▶ for what goes on, ! for what waits for a person. */
export function runMark(status: RunStatus | 'unreadable', colors: Colors): string {
  switch (status) {
    case 'passed':
      return colors.green('✓');
    case 'running':
      return colors.cyan('▶');
    case 'interrupted':
    case 'unreadable':
      return colors.yellow('!');
    default:
      return colors.red('✗');
  }
}

/** As {@link runMark}; a dot for states that the run never came to. */
export function stateMark(status: StateView['status'], run: RunStatus, colors: Colors): string {
  switch (status) {
    case 'passed':
      return colors.green('✓');
    case 'running':
      return runMark(run === 'running' ? 'running' : 'interrupted', colors);
    case 'unreached':
      return colors.dim('·');
    default:
      return colors.red('✗');
  }
}

/** `2026-11-22 19:45:00 UTC`. @param time milliseconds since 1970 */
export function formatTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
