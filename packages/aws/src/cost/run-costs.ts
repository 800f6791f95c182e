import type { CostItem } from 'rowmill/engine';
import { type Activity, type Model, transitionsOf } from './activity.ts';
import { costOf, type Price, type PriceTable } from './prices.ts';
import type { ActivityTime } from './stage-times.ts';
import { storedBytesOf, type Workload } from './workload.ts';

const GB = 2 ** 30;
const MB_OF_GB = 1024;
/** Of `/tmp`, that cost nothing. */
const FREE_STORAGE_GB = 0.5;
/** Step Functions records a trace for one execution in twenty, beyond the first of a second. */
const TRACED_SHARE = 0.05;
/** Writes and reads of a lease: taken, renewed, ended. */
const LEASE_WRITES = 12;
const LEASE_READS = 20;

const callsOf = ({ map }: Activity): number => map?.items ?? 1;

/** GB-seconds of an activity: what its calls take, and the starts of its environments. */
function computeOf({ activity, environments }: ActivityTime, { rates }: Model): number {
  const { callSeconds, billedSeconds = callSeconds, map, memoryMb } = activity;
  const starts = environments * (map?.coldSeconds ?? rates.coldSeconds);
  return (memoryMb / MB_OF_GB) * (callsOf(activity) * billedSeconds + starts);
}

/** GB-seconds of `/tmp` beyond what is free, where a function has more. */
function storageOf({ activity }: ActivityTime): number {
  const extra = Math.max(0, activity.storageBytes / GB - FREE_STORAGE_GB);
  return extra * callsOf(activity) * (activity.billedSeconds ?? activity.callSeconds);
}

const item = (name: string, quantity: number, unit: string, price: Price): CostItem => ({
  name,
  quantity,
  unit,
  usd: costOf(quantity, price),
});

/** Prices of a run, item by item. Storage is that of a month; whoever deletes a dataset earlier pays less. */
export function runCosts(
  times: readonly ActivityTime[],
  workload: Workload,
  model: Model,
  prices: PriceTable,
): readonly CostItem[] {
  const sum = (of: (time: ActivityTime) => number): number =>
    times.reduce((total, time) => total + of(time), 0);
  const calls = sum(({ activity }) => callsOf(activity));
  const children = sum(({ activity }) => activity.map?.items ?? 0);
  const buildMinutes = workload.testMinutes;
  const leases = workload.environments;
  const items = [
    item(
      'Lambda compute',
      sum((time) => computeOf(time, model)),
      'GB-s',
      prices.lambdaCompute,
    ),
    item('Lambda requests', calls, 'requests', prices.lambdaRequests),
    item('Lambda /tmp', sum(storageOf), 'GB-s', prices.lambdaStorage),
    item(
      'Step Functions transitions',
      sum(({ activity }) => transitionsOf(activity)) + CHOICES,
      'transitions',
      prices.stateTransitions,
    ),
    item(
      'S3 writes',
      sum(({ activity }) => activity.requests.writes),
      'requests',
      prices.objectWrites,
    ),
    item(
      'S3 reads',
      sum(({ activity }) => activity.requests.reads),
      'requests',
      prices.objectReads,
    ),
    item('S3 storage, a month', storedBytesOf(workload) / GB, 'GB-months', prices.objectStorage),
    item('CloudWatch logs', (calls * model.rates.logBytes) / GB, 'GB', prices.logs),
    item('X-Ray traces', children * TRACED_SHARE + 1, 'traces', prices.traces),
    item('DynamoDB writes', leases * LEASE_WRITES, 'write units', prices.leaseWrites),
    item('DynamoDB reads', leases * LEASE_READS, 'read units', prices.leaseReads),
    item('CodeBuild', Math.ceil(buildMinutes ?? 0), 'minutes', prices.buildMinutes),
  ];
  return items.filter(({ quantity }) => quantity > 0);
}

/** States that are no tasks: gates and ends. */
const CHOICES = 8;
