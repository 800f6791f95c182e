import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

export interface OutputOptions {
  /** NDJSON events on stdout instead of text. */
  readonly json: boolean;
  readonly quiet: boolean;
  /** `--no-color` was not given. */
  readonly color: boolean;
}

/** Where a command speaks: its answer on stdout, everything else on stderr. */
export interface Output {
  readonly json: boolean;
  readonly quiet: boolean;
  /** stderr is a terminal that can redraw lines. */
  readonly live: boolean;
  /** stdout is a terminal. */
  readonly terminal: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** For text on stdout. */
  readonly colors: Colors;
  /** For text on stderr. */
  readonly noteColors: Colors;
  /** A line of the answer; not with `--json`. */
  print(text: string): void;
  /** A line beside the answer; not with `--json` or `--quiet`. */
  note(text: string): void;
  /** A problem; always shown. */
  problem(text: string): void;
  /** An event of the stream that `--json` asks for. */
  event<E extends { readonly type: string }>(event: E): void;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** The parts of a stream that decide how it is written to. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export function createOutput(
  { json, quiet, color }: OutputOptions,
  variables: Variables,
  { stdout, stderr }: { readonly stdout: OutputStream; readonly stderr: OutputStream } = process,
): Output {
  const dumb = variables.TERM === 'dumb';
  const colorsOf = ({ isTTY = false }: OutputStream): Colors =>
    picocolors.createColors(color && wantsColor(isTTY && !dumb, variables));
  return {
    json,
    quiet,
    live: stderr.isTTY === true && !dumb && !isSet(variables.CI) && !json && !quiet,
    terminal: stdout.isTTY === true,
    width: widthOf(stderr.columns ?? stdout.columns, variables),
    colors: colorsOf(stdout),
    noteColors: colorsOf(stderr),
    print: (text) => void (json || stdout.write(`${text}\n`)),
    note: (text) => void (json || quiet || stderr.write(`${text}\n`)),
    problem: (text) => void stderr.write(`${text}\n`),
    event: (event) => void (json && stdout.write(`${JSON.stringify(event)}\n`)),
  };
}

/** https://no-color.org and its counterpart. */
function wantsColor(terminal: boolean, variables: Variables): boolean {
  if (variables.NO_COLOR !== undefined && variables.NO_COLOR !== '') return false;
  return isSet(variables.FORCE_COLOR) || terminal;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

const DEFAULT_WIDTH = 80;
const MIN_WIDTH = 40;

function widthOf(columns: number | undefined, variables: Variables): number {
  const wanted = Number(variables.COLUMNS ?? '');
  const width = Number.isInteger(wanted) && wanted > 0 ? wanted : columns || DEFAULT_WIDTH;
  return Math.max(MIN_WIDTH, width);
}
