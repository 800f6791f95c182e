import { exitCodeOfSignal } from './exit-codes.ts';
import { createOutput, type Output, type Variables } from './output.ts';

/** Options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  /** Annotations for GitHub, also where it does not run the command. */
  readonly github?: boolean;
  /** Of commands that speak of runs: who carries them out. */
  readonly engine?: string;
}

/** What the second signal does, in words. A run on AWS has no need of the command that has started it. */
const AT_ONCE = {
  embedded: 'once more ends it at once, without cleaning up',
  aws: 'once more ends this command at once; what runs on AWS cleans up there',
} as const;

/** What a command works with. */
export interface Session {
  readonly output: Output;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  readonly variables: Variables;
  /** Problems become annotations of GitHub as well. */
  readonly github: boolean;
  /** The signal that stopped the command. */
  stoppedBy(): NodeJS.Signals | undefined;
  close(): void;
}

/** The one place of the command line that reads the environment. The first signal stops in order, the second at once. */
export function openSession({ json, quiet, color, engine, github }: CommonOptions): Session {
  const variables = process.env;
  const output = createOutput(
    { json: json === true, quiet: quiet === true, color: color !== false },
    variables,
  );
  const controller = new AbortController();
  let stoppedBy: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    if (stoppedBy !== undefined) process.exit(exitCodeOfSignal(signal));
    stoppedBy = signal;
    output.note(`stopping (${signal}) - ${AT_ONCE[engine === 'aws' ? 'aws' : 'embedded']}`);
    controller.abort(new DOMException(`stopped by ${signal}`, 'AbortError'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    output,
    variables,
    github: github === true || variables.GITHUB_ACTIONS === 'true',
    signal: controller.signal,
    stoppedBy: () => stoppedBy,
    close() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
