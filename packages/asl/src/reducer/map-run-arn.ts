import { createHash } from 'node:crypto';
import type { ExecutionFacts } from './facts.ts';
import type { MapRunRequest } from './map-run-request.ts';

/** `arn:aws:states:region:account:mapRun:machine/label:uuid`, the same in every replay. */
export function mapRunArn(
  { arn, seed, stateMachine }: Pick<ExecutionFacts, 'arn' | 'seed' | 'stateMachine'>,
  request: Pick<MapRunRequest, 'state' | 'label' | 'mapRun'>,
): string {
  const account = stateMachine.arn.split(':').slice(0, 5).join(':');
  const label = request.label ?? request.state.replace(/[^\w-]/g, '').slice(0, 40);
  return `${account}:mapRun:${stateMachine.name}/${label}:${mapRunUuid({ arn, seed }, request)}`;
}

/** Names the map run among all map runs: folder of its results. A UUID (RFC 9562) of version 8. */
export function mapRunUuid(
  { arn, seed }: Pick<ExecutionFacts, 'arn' | 'seed'>,
  { mapRun }: Pick<MapRunRequest, 'mapRun'>,
): string {
  const hash = createHash('sha256').update(`${seed}/map-run/${arn}/${mapRun}`).digest('hex');
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return parts.join('-');
}
