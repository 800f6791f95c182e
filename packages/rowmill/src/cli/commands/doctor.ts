import { resolve } from 'node:path';
import type { Finding } from '../doctor/finding.ts';
import { lookAround } from '../doctor/look-around.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { textTable } from '../text-table.ts';

export interface DoctorOptions {
  readonly store: string;
  readonly fix?: boolean;
}

/** Tells what this machine offers rowmill, and what to mend. */
export async function doctor(
  { store, fix = false }: DoctorOptions,
  { output, variables }: Session,
): Promise<number> {
  const findings = await lookAround({ store: resolve(store), fix, variables });
  const problems = findings.filter(({ status }) => status === 'problem');
  const exitCode = problems.length === 0 ? ExitCode.ok : ExitCode.failed;
  output.event({ type: 'result', ok: problems.length === 0, exitCode, findings });
  const { green, yellow, red, bold, dim } = output.colors;
  const marks: Readonly<Record<Finding['status'], string>> = {
    ok: green('✓'),
    hint: yellow('!'),
    problem: red('✗'),
  };
  output.print(
    textTable(findings.map(({ name, status, detail }) => [marks[status], bold(name), detail])),
  );
  const advice = findings.flatMap(({ name, fix: how }) =>
    how === undefined ? [] : [`  ${name}: ${how}`],
  );
  if (advice.length > 0) output.print(`\nTo mend:\n${advice.join('\n')}`);
  else output.print(dim('\nnothing to mend'));
  return exitCode;
}
