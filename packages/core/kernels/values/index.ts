/** Kernels of rows, integers, numbers, flags and identifiers: one export per kernel, named after its step. */
export { pick } from './integers';
export {
  DATE_DAYS,
  DATE_TEXTS,
  FOUR_DIGITS,
  TABLES_END,
  THREE_DIGITS,
  TWO_DIGITS,
} from '../shared/layout';
