/**
 * Checks of columns. All take a verdict, one byte per row, 1 where the row has passed so far: a row that fails gets 0,
 * a row that passes keeps what it has.
 *
 * Text is given as addresses and lengths, i32 per row, UTF-8; at least OVERSHOOT readable bytes follow every text.
 */
export { automaton } from './automaton';
export { email } from './email';
export { bytes, characters } from './lengths';
export { divide, multiples, numbers, parseNumbers, range, rangeInt64, widen } from './numbers';
export { shape, uuid } from './shapes';
export { texts } from './texts';
export { date, dateTime, time } from './times';
export { allowKinds, combine, countFailures, passNulls, passOthers } from './verdicts';
