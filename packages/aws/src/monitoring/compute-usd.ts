/**
 * Prices of arm64 in us-east-1, first tier, in US dollars. Source: aws.amazon.com/lambda/pricing (2026-11-22).
 */
const GIGABYTE_SECOND = 0.0000133334;
const INVOCATION = 0.0000002;

/** US dollars for one invocation of a Lambda function. An estimate: it knows no free tier and no discount. */
export function computeUsd(memoryMegabytes: number, seconds: number): number {
  return (memoryMegabytes / 1024) * seconds * GIGABYTE_SECOND + INVOCATION;
}
