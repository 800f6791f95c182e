import type { ProgramBuilder } from '../program/builder.ts';
import type { Register } from '../program/register.ts';
import { type Key, mix32 } from '../random/mix.ts';

/** Where the choices of a unique column come from; see {@link createUniqueChoices}. */
export interface ChoiceSource {
  choose(label: string, count: number): Register<'number'>;
  /** A part of the cell names its row: cells differ whatever else they hold. */
  nameRow(): void;
  explain(reason: string): void;
}

/** The choices that one compilation of a column asked for, in the order of asking. */
export interface ChoiceSpace {
  readonly counts: ReadonlyMap<string, number>;
  /** Number of different rows of choices; may exceed 2^53. */
  readonly capacity: bigint;
  /** The cell names its row, so that the choices need not be told apart. */
  readonly namesRow: boolean;
  /** Why draws of the cell are not among the choices. */
  readonly reasons: readonly string[];
}

/** First pass over a unique column: notes its choices. Their values do not matter. */
export function recordChoices(program: ProgramBuilder): {
  source: ChoiceSource;
  space(): ChoiceSpace;
} {
  const counts = new Map<string, number>();
  const reasons = new Set<string>();
  let namesRow = false;
  return {
    source: {
      choose(label, count) {
        counts.set(label, count);
        return program.add('number', (out) => ({ kernel: 'constant-number', out, constant: 0 }));
      },
      nameRow() {
        namesRow = true;
      },
      explain: (reason) => reasons.add(reason),
    },
    space: () => ({
      counts,
      capacity: [...counts.values()].reduce((product, count) => product * BigInt(count), 1n),
      namesRow,
      reasons: [...reasons],
    }),
  };
}

/** One choice as a digit of the permuted row number. */
interface Digit {
  readonly divisor: number;
  readonly modulus: number;
  /** Values of the choice that share one value of the digit; more than 1 where the whole choice does not fit. */
  readonly stride: number;
}

/**
 * Second pass: the choices of row `r` are the digits, in a mixed radix, of a keyed permutation of `r`. Different
 * rows differ in at least one choice. The choice that crosses 2^53 is split into a digit and a random rest; those
 * behind it are random.
 */
export function createUniqueChoices(
  program: ProgramBuilder,
  rows: Register<'rows'>,
  key: Key,
  { counts }: ChoiceSpace,
): ChoiceSource {
  const { digits, domain } = layOutDigits(counts);
  const labels = [...counts.keys()];
  const value = program.add('number', (out) => ({ kernel: 'permute', out, rows, key, domain }));
  const random = (label: string, count: number): Register<'number'> => {
    const number = labels.indexOf(label) + 1;
    const own = { inner: mix32(key.inner ^ number), outer: mix32(key.outer + number) };
    return program.add('number', (out) => ({
      kernel: 'uniform',
      out,
      rows,
      key: own,
      min: 0,
      size: count,
      whole: true,
    }));
  };
  return {
    choose(label, count) {
      const found = digits.get(label);
      if (found === undefined) return random(label, count);
      const { divisor, modulus, stride } = found;
      const digit = program.add('number', (out) => ({
        kernel: 'digit',
        out,
        value,
        divisor,
        modulus,
      }));
      if (stride === 1) return digit;
      const right = program.add('number', (out) => ({
        kernel: 'constant-number',
        out,
        constant: stride,
      }));
      const left = program.add('number', (out) => ({
        kernel: 'arithmetic',
        out,
        operator: '*',
        left: digit,
        right,
      }));
      const rest = random(label, stride);
      return program.add('number', (out) => ({
        kernel: 'arithmetic',
        out,
        operator: '+',
        left,
        right: rest,
      }));
    },
    nameRow() {},
    explain() {},
  };
}

function layOutDigits(counts: ChoiceSpace['counts']): {
  digits: ReadonlyMap<string, Digit>;
  domain: number;
} {
  const digits = new Map<string, Digit>();
  let domain = 1;
  for (const [label, count] of counts) {
    const modulus = Math.min(count, Math.floor(Number.MAX_SAFE_INTEGER / domain));
    if (modulus < 2) continue;
    digits.set(label, { divisor: domain, modulus, stride: Math.floor(count / modulus) });
    domain *= modulus;
  }
  return { digits, domain };
}
