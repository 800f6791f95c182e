import type { ExecutionFacts } from './facts.ts';
import type { MapRunRequest } from './map-run-request.ts';
import { namedUuid } from './named-uuid.ts';

/** `arn:aws:states:region:account:mapRun:machine/label:uuid`, the same in every replay. */
export function mapRunArn(
  { arn, seed, stateMachine }: Pick<ExecutionFacts, 'arn' | 'seed' | 'stateMachine'>,
  request: Pick<MapRunRequest, 'state' | 'label' | 'mapRun'>,
): string {
  const account = stateMachine.arn.split(':').slice(0, 5).join(':');
  const label = request.label ?? request.state.replace(/[^\w-]/g, '').slice(0, 40);
  return `${account}:mapRun:${stateMachine.name}/${label}:${mapRunUuid({ arn, seed }, request)}`;
}

/** Names the map run among all map runs: folder of its results. */
export function mapRunUuid(
  { arn, seed }: Pick<ExecutionFacts, 'arn' | 'seed'>,
  { mapRun }: Pick<MapRunRequest, 'mapRun'>,
): string {
  return namedUuid(`${seed}/map-run/${arn}/${mapRun}`);
}
