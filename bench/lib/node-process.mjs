import { spawn } from 'node:child_process';
import { once } from 'node:events';

async function textOf(stream) {
  let text = '';
  for await (const piece of stream.setEncoding('utf8')) text += piece;
  return text;
}

/**
 * Runs a new process of Node to its end.
 *
 * @returns what it wrote to stdout.
 * @throws Error with what the process said, when its exit code is not one of `codes`.
 */
export async function runNode(args, { codes = [0], ...options } = {}) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const [answer, complaint, [code]] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, 'close'),
  ]);
  if (codes.includes(code)) return answer;
  throw new Error(`node ${args.join(' ')}: exit code ${code}\n${complaint}`);
}

/** Runs a module given as text in a new process; it finds the packages of the benchmarks. */
export function runScript(text, options = {}) {
  const cwd = new URL('..', import.meta.url);
  return runNode(['--input-type=module', '--eval', text], { cwd, ...options });
}

/**
 * Seconds that one statement takes in a new process, without the start of Node.
 *
 * @param before statements that come first and do not count.
 */
export async function secondsInside(statement, before = '') {
  const lines = [
    before,
    'const start = performance.now();',
    `${statement};`,
    'process.stdout.write(String((performance.now() - start) / 1000));',
  ];
  return Number(await runScript(lines.join('\n')));
}
