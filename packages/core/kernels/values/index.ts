/** Kernels of rows, integers, numbers, flags, times and identifiers: one export per kernel, named after its step. */
export { arithmetic, unary } from './arithmetic';
export { bigintBetween, bigintFromNumber } from './bigints';
export {
  exponential,
  histogram,
  lognormal,
  normal,
  pareto,
  poisson,
  poissonOfLargeMean,
  zipf,
} from './distributions';
export { compareNumber, constantFlag, flagFromInt, logic, nullMask, within } from './flags';
export { intFromNumber, mapInt, offsetInt, pick, pickWithin, weightedPick, weightedPickFew } from './integers';
export {
  constantNumber,
  digit,
  numberFromFlag,
  numberTable,
  round,
  rowNumber,
  selectNumber,
  snap,
  uniform,
} from './numbers';
export { permute, permuteWithin } from './permutations';
export { parentEarlier, parentOfChild, parentUniform, parentZipf, rowsFromNumber } from './rows';
export { compareText, textLength } from './texts';
export { addMonths, datePart } from './time';
export { uuidV4, uuidV7 } from './uuids';
export {
  DATE_DAYS,
  DATE_TEXTS,
  FOUR_DIGITS,
  TABLES_END,
  THREE_DIGITS,
  TWO_DIGITS,
} from '../shared/layout';
