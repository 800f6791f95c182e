import { roundOne } from './arithmetic';
import { exp, pow } from './math';
import { floatLevel } from './search';

/**
 * Zipf's law over `1 ... count`. `src/wasm/distribution-tables.ts` places what is computed once:
 *
 * law: f64[8], in the order of the constants below; levels: f64[exact - 1], the running sums of `rank^-exponent`;
 * guide: see `search.ts`
 */
const TOTAL: usize = 0;
const SUM: usize = 8;
const EXACT: usize = 16;
const COUNT: usize = 24;
/** `1 - exponent` */
const SLOPE: usize = 32;
/** Where the integral begins, to the power of the slope; for a slope of 0 the beginning itself. */
const START: usize = 40;
const GUIDE_SCALE: usize = 48;
const GUIDE_TOP: usize = 56;

/** The rank at a point of [0, 1): by table for the first ranks, by the integral of `x^-exponent` behind them. */
export function zipfRank(unit: f64, law: usize, levels: usize, guide: usize): f64 {
  const target = unit * load<f64>(law, TOTAL);
  const sum = load<f64>(law, SUM);
  if (target < sum) {
    const level = floatLevel(target, levels, guide, load<f64>(law, GUIDE_SCALE), <i32>load<f64>(law, GUIDE_TOP));
    return <f64>level + 1;
  }
  return rankBehind(target - sum, law);
}

function rankBehind(rest: f64, law: usize): f64 {
  const slope = load<f64>(law, SLOPE);
  const start = load<f64>(law, START);
  const x = slope == 0 ? start * exp(rest) : pow(start + rest * slope, 1 / slope);
  return min(load<f64>(law, COUNT), max(load<f64>(law, EXACT), roundOne(x)));
}
