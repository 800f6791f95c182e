import { createLogUpdate } from 'log-update';
import type { RunEvent } from '../../ports.ts';
import { formatBytes, formatCount, formatRate, formatSeconds } from '../../reports/quantities.ts';
import type { Colors, Output } from '../output.ts';
import { describeStage, describeTable, indent, stageMark } from './describe.ts';
import type { Progress } from './thinned.ts';

type ProgressEvent = Extract<RunEvent, { type: 'progress' }>;

interface Bar {
  readonly started: number;
  readonly event: ProgressEvent;
}

const FRAME_MS = 80;
const BAR_WIDTH = 24;

/** A bar for each table under way below the lines of what is done, redrawn in place. */
export function liveProgress(
  { noteColors: colors, width }: Pick<Output, 'noteColors' | 'width'>,
  stream: NodeJS.WritableStream = process.stderr,
): Progress {
  const frame = createLogUpdate(stream);
  let stopped = false;
  const bars = new Map<string, Bar>();
  let stage: string | undefined;
  let drawn = 0;
  const draw = (): void => {
    drawn = performance.now();
    const lines = [...bars.values()].map((bar) => describeBar(bar, colors));
    if (lines.length === 0 && stage !== undefined) lines.push(colors.dim(`  ${stage} …`));
    frame(lines.map((line) => cut(line, width)).join('\n'));
  };
  const advance = (event: ProgressEvent): void => {
    const bar = bars.get(event.table) ?? { started: performance.now(), event };
    bars.set(event.table, { ...bar, event });
    if (performance.now() - drawn >= FRAME_MS) draw();
  };
  const settle = (event: Exclude<RunEvent, ProgressEvent>): void => {
    if (event.type === 'table') bars.delete(event.table);
    if (event.type === 'stage') {
      bars.clear();
      stage = event.status === 'started' ? event.stage : undefined;
    }
    const line = describeDone(event, colors);
    if (line !== undefined) {
      frame.clear();
      stream.write(`${line}\n`);
    }
    draw();
  };
  const timer = setInterval(draw, 1000).unref();
  return {
    emit: (event) => (event.type === 'progress' ? advance(event) : settle(event)),
    stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      frame.clear();
      frame.done();
    },
  };
}

function describeDone(event: Exclude<RunEvent, ProgressEvent>, colors: Colors): string | undefined {
  switch (event.type) {
    case 'table':
      return `  ${colors.green('✓')} ${describeTable(event)}`;
    case 'note':
      return colors.dim(indent(event.message, '  '));
    case 'output':
      return indent(event.text.trimEnd(), colors.dim('  │ '));
    case 'stage':
      if (event.status === 'started') return undefined;
      return `${stageMark(event.status, colors)} ${describeStage(event)}`;
  }
}

function describeBar(
  { event: { table, rows, totalRows, bytes }, started }: Bar,
  colors: Colors,
): string {
  const seconds = (performance.now() - started) / 1000;
  const rate = seconds > 0.2 ? rows / seconds : 0;
  const facts = [
    ...(rate > 0 ? [`${formatRate(rate)} rows/s`] : []),
    ...(bytes > 0 ? [formatBytes(bytes)] : []),
    ...(totalRows !== undefined && rate > 0
      ? [`${formatSeconds(Math.max(0, totalRows - rows) / rate)} left`]
      : []),
    `memory ${formatBytes(process.memoryUsage.rss())}`,
  ].join('  ');
  if (totalRows === undefined || totalRows === 0)
    return `  ${table}  ${formatCount(rows)} rows  ${colors.dim(facts)}`;
  const share = Math.min(1, rows / totalRows);
  const filled = Math.round(share * BAR_WIDTH);
  const bar = `${colors.green('━'.repeat(filled))}${colors.dim('─'.repeat(BAR_WIDTH - filled))}`;
  return `  ${table}  ${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${colors.dim(facts)}`;
}

/** Keeps a line on one row of the terminal. Colours take no room. */
function cut(line: string, width: number): string {
  let room = width - 1;
  // Escape sequences of colours, or one character.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with ESC.
  return line.replace(/\u001b\[\d+m|[\s\S]/gu, (part) => {
    if (part.startsWith('\u001b')) return part;
    room -= 1;
    return room >= 0 ? part : '';
  });
}
