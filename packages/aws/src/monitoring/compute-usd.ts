import { costOf, pricesOf } from '../cost/prices.ts';

const MEGABYTES_OF_GIGABYTE = 1024;

/** What an invocation of a Lambda function is billed by. */
export interface Billed {
  readonly region: string;
  readonly memoryMegabytes: number;
  readonly seconds: number;
}

/** US dollars for one invocation, by the price table: it knows no free tier and no discount. */
export function computeUsd({ region, memoryMegabytes, seconds }: Billed): number {
  const { lambdaCompute, lambdaRequests } = pricesOf(region);
  const gigabyteSeconds = (memoryMegabytes / MEGABYTES_OF_GIGABYTE) * seconds;
  return costOf(gigabyteSeconds, lambdaCompute) + costOf(1, lambdaRequests);
}
