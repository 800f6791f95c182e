/**
 * Walks texts through an automaton: `src/checks/automaton/automaton.ts` describes its tables.
 *
 * A state is the index of its row in `next`, u16 cells. The last two cells of a row: where the state stays when its
 * text is over, and what it is worth there.
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

/**
 * The state behind the byte `at` of a text, or the same one where the text is over: then its first byte is read
 * instead, and its class is replaced. Without a branch: where texts end cannot be foreseen.
 */
// @ts-ignore: decorator
@inline
function stepWithin(classes: usize, next: usize, state: u32, text: usize, at: u32, length: u32, over: u32): u32 {
  const inside = <u32>(<i32>(at - length) >> 31);
  const byteClass = <u32>load<u8>(classes + load<u8>(text + (at & inside)));
  return cell(next, state + (over ^ ((byteClass ^ over) & inside)));
}

// @ts-ignore: decorator
@inline
function isWorth(next: usize, state: u32, width: i32, length: u32): bool {
  const worth = cell(next, state + width - 1);
  return <bool>((worth == ANY_LENGTH) | (length < worth));
}

// @ts-ignore: decorator
@inline
function judge(next: usize, state: u32, width: i32, length: u32, verdict: usize): void {
  store<u8>(verdict, load<u8>(verdict) & u8(isWorth(next, state, width, length)));
}

/** Walks one text through an automaton. */
export function accepts(text: usize, length: u32, classes: usize, next: usize, width: i32): bool {
  let state: u32 = 0;
  for (let at: u32 = 0; at < length; at++) state = step(classes, next, state, text + at);
  return isWorth(next, state, width, length);
}

/**
 * Four texts at a time, since each step waits for the one before: in lockstep to the end of the shortest, then on to
 * the end of the longest, those that are over standing still.
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
    for (; at < longest; at++) {
      s0 = stepWithin(classes, next, s0, p0, at, l0, over);
      s1 = stepWithin(classes, next, s1, p1, at, l1, over);
      s2 = stepWithin(classes, next, s2, p2, at, l2, over);
      s3 = stepWithin(classes, next, s3, p3, at, l3, over);
    }
    judge(next, s0, width, l0, verdict + row);
    judge(next, s1, width, l1, verdict + row + 1);
    judge(next, s2, width, l2, verdict + row + 2);
    judge(next, s3, width, l3, verdict + row + 3);
  }
  for (; row < <usize>count; row++) {
    const bytes = load<u32>(length + (row << 2));
    const passes = accepts(<usize>load<u32>(address + (row << 2)), bytes, classes, next, width);
    if (!passes) store<u8>(verdict + row, 0);
  }
}
