import { eachState } from '../document/each-state.ts';
import type { MapState } from '../document/states.ts';
import type { ExecutionFacts } from '../reducer/facts.ts';
import { mapRunArn } from '../reducer/map-run-arn.ts';
import type { MapRunRequest } from '../reducer/map-run-request.ts';
import { namedUuid } from '../reducer/named-uuid.ts';

/** What is true of the children of a map run, the same in every process. */
export function childFacts(
  owner: ExecutionFacts,
  request: Pick<MapRunRequest, 'mapRun' | 'state' | 'label'>,
  map: MapState,
): (index: number) => ExecutionFacts {
  const identityOf = childIdentity(owner, request);
  return (index) => ({
    sequence: map.ItemProcessor,
    queryLanguage: owner.queryLanguage,
    type: map.ItemProcessor.ProcessorConfig?.ExecutionType ?? 'STANDARD',
    roleArn: owner.roleArn,
    seed: `${owner.seed}/${request.mapRun}/${index}`,
    ...identityOf(index),
  });
}

type ChildIdentity = Pick<ExecutionFacts, 'name' | 'arn' | 'stateMachine'>;

/** Names as AWS makes them: `…:execution:<machine>/<label>:<UUID>`. */
function childIdentity(
  owner: ExecutionFacts,
  request: Pick<MapRunRequest, 'mapRun' | 'state' | 'label'>,
): (index: number) => ChildIdentity {
  const mapRun = mapRunArn(owner, request);
  // arn:aws:states:<region>:<account>:mapRun:<machine>/<label>:<UUID>
  const parts = mapRun.split(':');
  const account = parts.slice(0, 5).join(':');
  const machine = parts[6] ?? owner.stateMachine.name;
  const stateMachine = { arn: `${account}:stateMachine:${machine}`, name: machine };
  return (index) => {
    const name = namedUuid(`${owner.seed}/child/${mapRun}/${index}`);
    return { name, arn: `${account}:execution:${machine}:${name}`, stateMachine };
  };
}

/** The map state that a request came from. */
export function mapOf(
  { sequence }: ExecutionFacts,
  { state }: Pick<MapRunRequest, 'state'>,
): MapState {
  for (const located of eachState(sequence)) {
    if (located.name === state && located.state.Type === 'Map') return located.state;
  }
  throw new Error(`the document has no map state "${state}"`);
}
