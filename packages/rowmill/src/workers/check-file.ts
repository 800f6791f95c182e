import { closeSync, openSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { openFailureLines } from '../validation/failure-lines.ts';
import { openTally } from '../validation/failure-tally.ts';
import { openRowCheck } from '../validation/row-check.ts';
import { type CheckedRange, type CheckedReader, openCheckedReader } from './checked-reader.ts';
import { type Control, openControl } from './control.ts';
import { IrregularRowsError } from './irregular-rows-error.ts';
import type { CheckedRanges, ValidateFileJob } from './jobs.ts';
import { openPlaces } from './range-places.ts';
import { openLazyRowValidator } from './table-validator.ts';
import { writeFully } from './write-fully.ts';

/** Ranges whose failures may wait until those before them have told how many rows they have. */
const MOST_WAITING = 8;
/** Failing rows that may wait; a worker with more waits itself. */
const MOST_FAILING = 4096;
/** Ranges between two looks at what else the thread has to do: it may be the only one. */
const RANGES_A_TIME = 16;

/**
 * Checks the ranges of a file that this worker claims, and tells of their failing rows in turn.
 *
 * @throws IrregularRowsError when rows have to be read by somebody who can do without columns.
 */
export async function checkFile(job: ValidateFileJob): Promise<CheckedRanges> {
  const control = openControl(job.control);
  const source = openSync(job.file.path, 'r');
  const target = job.failures && openSync(job.failures.path, 'r+');
  try {
    const check = openRowCheck(openLazyRowValidator(job.schema), job.key);
    const reader = openCheckedReader(source, job.file, { schema: job.schema.root, check });
    const turns = openTurns(job, control, reader, target);
    let done = 0;
    for (let range = control.claim(); range < reader.ranges; range = control.claim()) {
      if (control.isAborted()) throw control.aborted();
      turns.take(range, reader.check(range, reader.start(range)));
      done += 1;
      if (done % RANGES_A_TIME === 0) await setImmediate();
    }
    return turns.end();
  } finally {
    closeSync(source);
    if (target !== undefined) closeSync(target);
  }
}

interface Turns {
  /** Tells of a range as soon as it is its turn; waits for that only when too much is waiting already. */
  take(range: number, found: CheckedRange): void;
  /** Waits for the turns of all ranges. */
  end(): CheckedRanges;
}

interface Waiting {
  readonly range: number;
  readonly found: CheckedRange;
}

function openTurns(
  job: ValidateFileJob,
  control: Control,
  reader: CheckedReader,
  target: number | undefined,
): Turns {
  const tell = openTell(job, control, reader, target);
  const waiting: Waiting[] = [];
  let failing = 0;
  const tellFirst = (): void => {
    const { range, found } = waiting.shift() as Waiting;
    failing -= found.failing.length;
    tell(range, found);
  };
  const isNext = (): boolean => waiting[0] !== undefined && control.hasTurn(waiting[0].range);
  return {
    take(range, found) {
      waiting.push({ range, found });
      failing += found.failing.length;
      while (isNext()) tellFirst();
      while (waiting.length > MOST_WAITING || failing > MOST_FAILING) tellFirst();
    },
    end() {
      while (waiting.length > 0) tellFirst();
      return tell.result();
    },
  };
}

/** Says where the rows of a range stand in the file, and writes what is wrong with them. */
function openTell(
  job: ValidateFileJob,
  control: Control,
  reader: CheckedReader,
  target: number | undefined,
) {
  const places = openPlaces(job.places);
  const tally = openTally(job.names, job.limit);
  const lines = openFailureLines(job.names);
  const from = job.failures?.from ?? 0;
  let rows = 0;
  const tell = (range: number, guessed: CheckedRange): void => {
    const position = control.beginTurn(range);
    const before = places.read();
    // A line feed within a cell of CSV does not end a record: the range began in the middle of one.
    const found =
      guessed.from === before.byte
        ? guessed
        : reader.check(range, Math.min(before.byte, job.file.size));
    if (found.isIrregular) throw new IrregularRowsError('a row is odd');
    const out = openOutput(target, from + position);
    for (const row of found.failing) {
      tally.add(row, before);
      if (out !== undefined) out.put(lines(row, before));
    }
    rows += found.rows;
    places.write({
      rows: before.rows + found.rows,
      lines: before.lines + found.lines,
      byte: found.to,
    });
    control.endTurn(range, position + (out?.end() ?? 0), found.rows);
    control.addProgress(found.rows, found.to - found.from);
  };
  return Object.assign(tell, { result: () => ({ rows, tally: tally.tally() }) });
}

const BLOCK_CHARACTERS = 1 << 16;

/** Writes text in blocks; gives the bytes at its end. */
function openOutput(file: number | undefined, first: number) {
  if (file === undefined) return undefined;
  let position = first;
  let text = '';
  const flush = (): void => {
    position += writeFully(file, Buffer.from(text), position);
    text = '';
  };
  return {
    put(more: string): void {
      text += more;
      if (text.length >= BLOCK_CHARACTERS) flush();
    },
    end(): number {
      flush();
      return position - first;
    },
  };
}
