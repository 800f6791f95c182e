/** `kernels/checks`: addresses, lengths and counts are 32-bit integers. */
export interface CheckExports {
  automaton(
    address: number,
    length: number,
    count: number,
    verdict: number,
    classes: number,
    next: number,
    width: number,
  ): void;
  /** With the automaton of e-mail addresses, for long ones. */
  email(
    address: number,
    length: number,
    count: number,
    verdict: number,
    classes: number,
    next: number,
    width: number,
    scratch: number,
  ): void;
  shape(
    address: number,
    length: number,
    count: number,
    verdict: number,
    lows: number,
    highs: number,
    bytes: number,
  ): void;
  characters(
    address: number,
    length: number,
    count: number,
    verdict: number,
    min: number,
    max: number,
    sure: number,
  ): void;
  bytes(length: number, count: number, verdict: number, min: number, max: number): void;
  texts(
    address: number,
    length: number,
    count: number,
    verdict: number,
    slots: number,
    mask: number,
  ): void;
  uuid(address: number, length: number, count: number, verdict: number, scratch: number): void;
  date(address: number, length: number, count: number, verdict: number): void;
  time(address: number, length: number, count: number, verdict: number, zoneNeeded: number): void;
  dateTime(
    address: number,
    length: number,
    count: number,
    verdict: number,
    zoneNeeded: number,
    scratch: number,
  ): void;
  range(values: number, count: number, verdict: number, low: number, high: number): void;
  rangeInt64(values: number, count: number, verdict: number, low: bigint, high: bigint): void;
  multiples(values: number, count: number, verdict: number, divisor: number, bound: number): void;
  numbers(values: number, count: number, verdict: number, set: number, size: number): void;
  widen(values: number, out: number, count: number): void;
  divide(values: number, out: number, count: number, divisor: number): void;
  parseNumbers(address: number, length: number, count: number, out: number, known: number): number;
  combine(verdict: number, part: number, count: number): void;
  passOthers(verdict: number, kinds: number, count: number, kind: number): void;
  passNulls(verdict: number, valid: number, count: number): void;
  allowKinds(verdict: number, kinds: number, count: number, allowed: bigint): void;
  countFailures(verdict: number, count: number): number;
}
