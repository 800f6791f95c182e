import { setTimeout as sleep } from 'node:timers/promises';
import { type CliResult, eventsOf, type RunningCli, runCli } from './run-cli.ts';

const PATIENCE_MS = 60_000;
const POLL_MS = 20;

/** Waits until something can be seen. */
export async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`not seen within ${PATIENCE_MS} ms: ${look}`);
    await sleep(POLL_MS);
  }
}

/** Waits until a command has told something. */
export async function untilNotes(running: RunningCli, text: string): Promise<void> {
  await until(async () => {
    if (running.child.exitCode !== null) throw new Error(`ended too early: ${running.notes()}`);
    return running.notes().includes(text) ? true : undefined;
  });
}

/** The last event of a command with `--json`. */
export async function resultOf(
  args: readonly string[],
  cwd: string,
): Promise<CliResult & { readonly result: Record<string, unknown> }> {
  const ended = await runCli([...args, '--json'], { cwd });
  return { ...ended, result: eventsOf(ended).at(-1) ?? {} };
}
