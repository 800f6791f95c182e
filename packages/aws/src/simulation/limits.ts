import type { Model, SizedRun } from '../cost/activity.ts';
import type { PriceTable } from '../cost/prices.ts';
import type { QuotaName } from '../cost/quotas.ts';
import { solveSizing } from '../cost/sizing.ts';
import type { Workload } from '../cost/workload.ts';
import { simulateRun } from './simulate-run.ts';

/** A resource, and how a model looks that has twice as much of it. */
interface Resource {
  readonly name: string;
  doubled(model: Model): Model;
}

const quota = (name: string, ...quotas: readonly QuotaName[]): Resource => ({
  name,
  doubled: (model) => ({
    ...model,
    quotas: {
      ...model.quotas,
      ...Object.fromEntries(quotas.map((one) => [one, model.quotas[one] * 2])),
    },
  }),
});

const RESOURCES: readonly Resource[] = [
  quota('concurrent functions of the account', 'lambdaConcurrency', 'openChildren'),
  quota('starts of children', 'childStarts'),
  quota('environments that a function gets', 'lambdaBurst', 'lambdaRamp'),
  quota('objects that S3 takes below one prefix', 'objectWrites'),
  quota('network of a function', 'networkBytes', 'networkBurst'),
  {
    name: 'speed of a vCPU',
    doubled: (model) => ({
      ...model,
      rates: { ...model.rates, lambdaSpeed: model.rates.lambdaSpeed * 2 },
    }),
  },
  {
    name: 'starts of functions and maps',
    doubled: (model) => ({
      ...model,
      rates: {
        ...model.rates,
        coldSeconds: model.rates.coldSeconds / 2,
        mapSeconds: model.rates.mapSeconds / 2,
        transitionSeconds: model.rates.transitionSeconds / 2,
      },
    }),
  },
];

/** A run as it would be sized and simulated under a model. */
export function sizedRun(workload: Workload, model: Model, prices: PriceTable): SizedRun {
  return { workload, model, sizing: solveSizing(workload, model, { prices }).sizing };
}

/**
 * What a run waits for: the resource of which twice as much shortens it most. Then the one that is next, once there is
 * plenty of the first.
 */
export function limitsOf(
  workload: Workload,
  model: Model,
  prices: PriceTable,
): readonly [limit: string, next: string] {
  const first = mostWanted(workload, model, prices, RESOURCES);
  const rest = RESOURCES.filter((resource) => resource !== first);
  const plenty = [1, 2, 3].reduce((more) => first.doubled(more), model);
  return [first.name, mostWanted(workload, plenty, prices, rest).name];
}

function mostWanted(
  workload: Workload,
  model: Model,
  prices: PriceTable,
  resources: readonly Resource[],
): Resource {
  const seconds = (one: Model): number =>
    simulateRun(sizedRun(workload, one, prices), prices).seconds;
  const rated = resources.map((resource) => ({
    resource,
    seconds: seconds(resource.doubled(model)),
  }));
  return rated.reduce((best, next) => (next.seconds < best.seconds ? next : best)).resource;
}
