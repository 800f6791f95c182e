import type { ShownRun } from '../../engines/engine.ts';
import { formatCount, formatSeconds } from '../../reports/quantities.ts';
import type { ChildrenView, StateInRun } from '../../runner/run-graph.ts';
import type { RunStatus } from '../../runner/run-view.ts';
import type { Failure } from '../../runs/shard-failure.ts';
import type { Colors, Output } from '../output.ts';
import { indent } from '../progress/describe.ts';
import { shownPath } from '../shown-path.ts';
import { textTable } from '../text-table.ts';
import { formatTime, runMark, stateMark } from './run-status.ts';

/** A run for a person: how it stands, each state of its workflow, what went wrong, and where its files are. */
export function runGraph(
  run: ShownRun,
  { colors, width }: Pick<Output, 'colors' | 'width'>,
): string {
  const blocks = [
    header(run, colors),
    statesBlock(run, colors, width),
    waitingBlock(run, colors),
    failureBlock(run, colors),
    filesBlock(run, colors),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function header(run: ShownRun, colors: Colors): string {
  const { bold, dim } = colors;
  const { id, request, status, seconds, execution, datasetId } = run;
  const verb = {
    running: 'for',
    interrupted: 'after',
    passed: 'in',
    failed: 'after',
    stopped: 'after',
  };
  const title = `${runMark(status, colors)} ${bold(`${request} ${status}`)} ${verb[status]} ${formatSeconds(seconds)}`;
  const facts = [
    ['run', id],
    ['started', formatTime(run.started)],
    ...(execution > 1 ? [['execution', `${execution}: redriven ${times(execution - 1)}`]] : []),
    ...(datasetId === undefined ? [] : [['dataset', datasetId]]),
    ['command', run.command],
    ...goesOn(run).map((fact) => [...fact]),
  ].map(([word = '', text = '']) => [dim(word), text]);
  return `${title}\n${textTable(facts, { indent: 2 })}`;
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** Who sees to the run, or how a person goes on with it. */
function goesOn({ id, status, driver }: ShownRun): readonly (readonly [string, string])[] {
  switch (status) {
    case 'running':
      return [
        ['driven by', `${driver ?? 'another process'} - to stop it: rowmill runs cancel ${id}`],
      ];
    case 'interrupted':
      return [['go on', `its process is gone - rowmill runs resume ${id}`]];
    case 'passed':
      return [];
    default:
      return [['go on', `rowmill runs redrive ${id} - runs it again, and keeps what it has made`]];
  }
}

/** Characters of a line beside its cells: the indentation, the mark, and the gaps. */
const BESIDE = 10;
const LEAST_ROOM = 24;

function statesBlock({ states, status }: ShownRun, colors: Colors, width: number): string {
  const { dim, bold } = colors;
  const cells = states.map((state) => ({ tries: triesText(state), time: secondsText(state) }));
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(lengthOf));
  const room =
    width -
    BESIDE -
    widest(states.map(({ name }) => name)) -
    widest(cells.map(({ tries }) => tries)) -
    widest(cells.map(({ time }) => time));
  const hasTries = cells.some(({ tries }) => tries !== '');
  const rows = states.map((state, at) => [
    `${stateMark(state.status, status, colors)} ${state.status === 'unreached' ? dim(state.name) : bold(state.name)}`,
    ...(hasTries ? [cells[at]?.tries ?? ''] : []),
    cells[at]?.time ?? '',
    dim(clip(summaryText(state, status), Math.max(LEAST_ROOM, room))),
  ]);
  const lines = textTable(rows, { indent: 2, right: hasTries ? [1, 2] : [1] }).split('\n');
  return states
    .flatMap((state, at) => [lines[at] ?? '', ...childLines(state, width, colors)])
    .join('\n');
}

const lengthOf = ({ length }: string): number => length;

const triesText = ({ attempts }: StateInRun): string => (attempts > 1 ? `${attempts} tries` : '');

/** States that decide or end something take no time, and hand on what came to them. */
const isInstant = ({ type }: StateInRun): boolean =>
  type === 'Choice' || type === 'Pass' || type === 'Succeed' || type === 'Fail';

function secondsText(state: StateInRun): string {
  const { entered, left } = state;
  if (entered === undefined || left === undefined || isInstant(state)) return '';
  return formatSeconds((left - entered) / 1000);
}

function summaryText(state: StateInRun, run: RunStatus): string {
  const { type, status, failure, children, summary, next, visits } = state;
  const mayCome = run === 'running' || run === 'interrupted';
  if (status === 'unreached') return mayCome ? '' : 'not reached';
  const what =
    failure === undefined ? (isInstant(state) ? undefined : summary) : failureText(failure);
  return [
    ...(children === undefined ? [] : [childrenText(children)]),
    ...(what === undefined ? [] : [what]),
    ...(type === 'Choice' && next !== undefined ? [`-> ${next}`] : []),
    ...(visits > 1 ? [`entered ${times(visits)}`] : []),
  ].join(', ');
}

function childrenText({ succeeded, failed, total, running }: ChildrenView): string {
  const done = formatCount(succeeded);
  return [
    `${total === undefined ? done : `${done} of ${formatCount(total)}`} done`,
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(running > 0 ? [`${formatCount(running)} begun`] : []),
  ].join(', ');
}

const failureText = ({ Error: name, Cause: cause }: Failure): string =>
  [name, firstLine(cause)].filter((part) => part !== '').join(': ');

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

const clip = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`;

/** Children that are named; of others, their number. */
const NAMED = 5;

function childLines({ children }: StateInRun, width: number, { red, dim }: Colors): string[] {
  const { failures, failed } = children ?? { failures: [], failed: 0 };
  const named = failures.slice(0, NAMED).map(({ execution, state, failure }) => {
    const place = state === undefined ? execution : `${execution} ${state}`;
    return `      ${red('✗')} ${clip(`${place}: ${failureText(failure)}`, width - 8)}`;
  });
  const others = failed - named.length;
  if (others <= 0 || named.length === 0) return named;
  return [...named, dim(`        and ${formatCount(others)} more`)];
}

function waitingBlock({ waiting }: ShownRun, { bold, dim }: Colors): string {
  return waiting
    .map(
      ({ state, token }) =>
        `${bold(state)} waits for its token\n${dim(`  rowmill task complete ${token}\n  rowmill task fail ${token} --cause WHY`)}`,
    )
    .join('\n');
}

function failureBlock({ failure, status }: ShownRun, { red, bold }: Colors): string {
  if (failure === undefined) return '';
  const title = status === 'failed' || status === 'stopped' ? 'error' : 'last error';
  return `${red(bold(title))} ${failure.Error}\n${indent(failure.Cause, '  ')}`;
}

function filesBlock({ files }: ShownRun, { dim }: Colors): string {
  return textTable(Object.entries(files).map(([what, path]) => [dim(what), shownPath(path)]));
}
