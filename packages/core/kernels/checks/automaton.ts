/**
 * Walks texts through an automaton: `src/checks/automaton/automaton.ts` describes its tables.
 *
 * A state is the index of its row in `next`, u16 cells. The last two cells of a row: where the state stays when its text
 * is over, and what it is worth there.
 */

/** Worth of a state that accepts texts of every length. */
const ANY_LENGTH: u32 = 0xffff;

// @ts-ignore: decorator
@inline
function cell(next: usize, index: u32): u32 {
  return load<u16>(next + (<usize>index << 1));
}

/** The state behind the byte at `at`. */
// @ts-ignore: decorator
@inline
function step(classes: usize, next: usize, state: u32, at: usize): u32 {
  return cell(next, state + load<u8>(classes + load<u8>(at)));
}

/** The state behind the byte at `at`, or the same one where the text is over. Reads the byte all the same. */
// @ts-ignore: decorator
@inline
function stepWithin(classes: usize, next: usize, state: u32, at: usize, inside: bool, over: u32): u32 {
  return cell(next, state + select<u32>(load<u8>(classes + load<u8>(at)), over, inside));
}

// @ts-ignore: decorator
@inline
function judge(next: usize, state: u32, worthCell: u32, length: u32, verdict: usize): void {
  const worth = cell(next, state + worthCell);
  store<u8>(verdict, load<u8>(verdict) & u8((worth == ANY_LENGTH) | (length < worth)));
}

/**
 * Four texts at a time, since each step waits for the one before: in lockstep to the end of the shortest, then on to the
 * end of the longest, those that are over standing still.
 *
 * @param classes class of each byte, u8[256]
 * @param width cells of a row of `next`
 */
export function automaton(
  address: usize,
  length: usize,
  count: i32,
  verdict: usize,
  classes: usize,
  next: usize,
  width: i32,
): void {
  const over = <u32>width - 2;
  const worthCell = <u32>width - 1;
  let row: usize = 0;
  for (; row + 4 <= <usize>count; row += 4) {
    const addresses = address + (row << 2);
    const lengths = length + (row << 2);
    const p0 = <usize>load<u32>(addresses);
    const p1 = <usize>load<u32>(addresses, 4);
    const p2 = <usize>load<u32>(addresses, 8);
    const p3 = <usize>load<u32>(addresses, 12);
    const l0 = load<u32>(lengths);
    const l1 = load<u32>(lengths, 4);
    const l2 = load<u32>(lengths, 8);
    const l3 = load<u32>(lengths, 12);
    const shortest = min(min(l0, l1), min(l2, l3));
    const longest = max(max(l0, l1), max(l2, l3));
    let s0: u32 = 0;
    let s1: u32 = 0;
    let s2: u32 = 0;
    let s3: u32 = 0;
    let at: u32 = 0;
    for (; at < shortest; at++) {
      s0 = step(classes, next, s0, p0 + at);
      s1 = step(classes, next, s1, p1 + at);
      s2 = step(classes, next, s2, p2 + at);
      s3 = step(classes, next, s3, p3 + at);
    }
    // Texts that are over are read at the byte behind them and no further, which may be the end of memory.
    for (; at < longest; at++) {
      s0 = stepWithin(classes, next, s0, p0 + min(at, l0), at < l0, over);
      s1 = stepWithin(classes, next, s1, p1 + min(at, l1), at < l1, over);
      s2 = stepWithin(classes, next, s2, p2 + min(at, l2), at < l2, over);
      s3 = stepWithin(classes, next, s3, p3 + min(at, l3), at < l3, over);
    }
    judge(next, s0, worthCell, l0, verdict + row);
    judge(next, s1, worthCell, l1, verdict + row + 1);
    judge(next, s2, worthCell, l2, verdict + row + 2);
    judge(next, s3, worthCell, l3, verdict + row + 3);
  }
  for (; row < <usize>count; row++) {
    let at = <usize>load<u32>(address + (row << 2));
    const bytes = load<u32>(length + (row << 2));
    const end = at + bytes;
    let state: u32 = 0;
    for (; at < end; at++) state = step(classes, next, state, at);
    judge(next, state, worthCell, bytes, verdict + row);
  }
}
