import type { AnswerScore, Miss, ScoredGroup } from '../../edge-cases/score-answers.ts';
import { MISS_WORDS } from '../../edge-cases/score-junit.ts';
import type { Output } from '../output.ts';
import { textTable } from '../text-table.ts';

interface ScoreWords {
  readonly ok: boolean;
  /** Least recall, and most false alarms, that were asked for. */
  readonly least: number;
  readonly most: number;
  readonly show: (miss: Miss) => string;
}

const SHOWN_MISSES = 20;

/** Prints how well a system tells invalid rows from valid ones, and what it took wrongly. */
export function printScore(
  score: AnswerScore,
  { ok, least, most, show }: ScoreWords,
  output: Output,
): void {
  const { bold, green, red, dim } = output.colors;
  const { invalidRejected, invalidAccepted, validAccepted, validRejected, unanswered } = score;
  output.print(
    textTable(
      [
        ['invalid rows', String(invalidRejected), String(invalidAccepted)],
        ['valid rows', String(validRejected), String(validAccepted)],
      ],
      { head: ['', 'rejected', 'accepted'], right: [1, 2] },
    ),
  );
  if (unanswered > 0) output.print(`${unanswered} without an answer`);
  for (const [title, groups] of [
    ['rule', score.rules],
    ['column', score.columns],
    ['case', score.cases],
  ] as const)
    printGroups(title, groups, output);
  for (const miss of score.misses.slice(0, SHOWN_MISSES)) {
    const [{ column, case: name, rule } = { column: '', case: '', rule: '' }] = miss.cases;
    const about = miss.cases.length === 1 ? `${column} ${name} (${rule})` : 'a combination';
    output.print(`${red('✗')} ${bold(miss.id)} ${about} ${MISS_WORDS[miss.kind]}`);
    output.print(`    ${dim(show(miss))}`);
  }
  if (score.misses.length > SHOWN_MISSES)
    output.print(`… and ${score.misses.length - SHOWN_MISSES} more; --json has them all`);
  const verdict = `recall ${percent(score.recall)} (at least ${percent(least)}), false alarms ${percent(score.falseAlarms)} (at most ${percent(most)})`;
  output.print(`${ok ? green('✓') : red('✗')} ${verdict}`);
}

/** Groups in which something went wrong; the others are counted. */
function printGroups(title: string, groups: readonly ScoredGroup[], output: Output): void {
  const wrong = groups.filter(
    ({ invalidAccepted, validRejected, unanswered }) =>
      invalidAccepted + validRejected + unanswered > 0,
  );
  if (wrong.length === 0) return;
  output.print('');
  output.print(
    textTable(
      wrong.map((group) => [
        group.name,
        percent(group.recall),
        percent(group.falseAlarms),
        String(group.unanswered),
      ]),
      { head: [title, 'recall', 'false alarms', 'no answer'], right: [1, 2, 3] },
    ),
  );
  if (wrong.length < groups.length)
    output.print(`${groups.length - wrong.length} more, without a fault`);
}

/** Never rounded to a whole that it is not. */
function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)} %`;
}
