import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type CaseLabel, caseLabels } from '@rowmill/core/engine';
import { readAnswers, readLabels } from '../../edge-cases/read-answers.ts';
import { type Miss, scoreAnswers, strayAnswers } from '../../edge-cases/score-answers.ts';
import { scoreJunit } from '../../edge-cases/score-junit.ts';
import { StoreError } from '../../errors.ts';
import { reproduceRow } from '../../stages/reproduce-row.ts';
import { UsageError } from '../../usage-error.ts';
import { openEngine } from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import type { RequestOptions } from '../load.ts';
import { loadEdgeCases } from '../load-edge-cases.ts';
import type { Session } from '../session.ts';
import { printScore } from '../views/case-score.ts';

export interface ScoreOptions extends RequestOptions {
  readonly labels?: string;
  readonly run?: string;
  readonly store: string;
  readonly recall: number;
  readonly falseAlarms: number;
  readonly junit?: string;
}

const SHOWN = 5;

/** Holds what a system said of rows against their labels. */
export async function scoreEdgeCases(
  verdicts: string,
  options: ScoreOptions,
  session: Session,
): Promise<number> {
  const started = new Date().toISOString();
  const labels = await labelsOf(options, session);
  const answers = await readAnswers(resolve(verdicts));
  assertNoStrays(verdicts, labels, answers);
  const score = scoreAnswers(labels, answers);
  const { recall: least, falseAlarms: most, junit } = options;
  const ok = score.recall >= least && score.falseAlarms <= most;
  const exitCode = ok ? ExitCode.ok : ExitCode.failed;
  const show = (miss: Miss): string => showMiss(miss, options);
  if (junit !== undefined) {
    const file = resolve(junit);
    const text = scoreJunit(labels, score, { name: 'edge-cases', started, show });
    await writeFile(file, text).catch((error: unknown) => {
      throw StoreError.of(file, 'writing JUnit XML', error);
    });
  }
  const { output } = session;
  printScore(score, { ok, least, most, show }, output);
  const misses = score.misses.map((miss) => ({ ...miss, show: show(miss) }));
  output.event({ type: 'result', ok, exitCode, ...score, misses });
  return exitCode;
}

async function labelsOf(options: ScoreOptions, session: Session): Promise<readonly CaseLabel[]> {
  const { labels, run, store } = options;
  if (labels !== undefined && run !== undefined)
    throw new UsageError('--labels and --run both name labels - leave one out');
  if (labels !== undefined) return readLabels(resolve(labels));
  if (run !== undefined) {
    const id = await (await openEngine({ store }, session)).find(run);
    return readLabels(join(resolve(store), 'runs', id, 'edge-cases', 'labels.ndjson'));
  }
  const { planned } = await loadEdgeCases([], options, session);
  const invalid = await planned.invalidRows();
  return planned.tables.flatMap((table) => caseLabels(table, invalid.get(table.name)?.rows));
}

/** Answers that fit no label were given for other rows: a score of them would be none. */
function assertNoStrays(
  file: string,
  labels: readonly CaseLabel[],
  answers: Parameters<typeof strayAnswers>[1],
): void {
  const { unknown, repeated } = strayAnswers(labels, answers);
  const problems = [
    ...list('no such row', unknown, 'score with the labels of the rows that were tried'),
    ...list('more than one answer', repeated, 'keep one of them'),
  ];
  if (problems.length > 0) throw new UsageError(`${file}: ${problems.join('\n')}`);
}

function list(what: string, ids: readonly string[], advice: string): string[] {
  if (ids.length === 0) return [];
  const more = ids.length > SHOWN ? `, … (${ids.length})` : '';
  return [`${what}: ${ids.slice(0, SHOWN).join(', ')}${more} - ${advice}`];
}

/** The command that shows the row of a miss. */
function showMiss({ id, table, verdict }: Miss, options: RequestOptions): string {
  const { file, seed, scale, locale } = options;
  const given = { '-f': file, '--seed': seed, '--scale': scale, '--locale': locale };
  const words = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  );
  const row = Number(id.slice(id.lastIndexOf('/') + 1));
  const examples = [{ key: {}, row, rule: '', column: '', values: {} }];
  const name = verdict === 'invalid' ? 'invalidRowsAreTold' : '';
  const command = reproduceRow({ name, table, examples }, ['rowmill', ...words].join(' '));
  return `${command} --rows 1`;
}
