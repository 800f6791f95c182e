import type { TaskState } from '../document/states.ts';
import { isObject, type Json } from '../json.ts';
import type { ScheduleTask } from './commands.ts';
import { payloadText } from './payload.ts';
import type { Failure } from './state.ts';
import { definitionOf, detailsName, flowOf, record, type Turn } from './turn.ts';

type Details = { readonly [key: string]: Json };

/** How the history tells of a task: functions and activities that a state names directly have events of their own. */
interface TaskVocabulary {
  readonly prefix: 'LambdaFunction' | 'Activity' | 'Task';
  readonly about: Details;
}

/** `arn:aws:states:::aws-sdk:s3:getObject`: `aws-sdk:s3` and `getObject`, which keeps the suffix of its pattern. */
const INTEGRATION = /^(?:[^:]*:){5}(.+?):([^:]+(?::2)?)$/;

function vocabularyOf(resource: string): TaskVocabulary {
  const [, , service, , , kind] = resource.split(':');
  if (service === 'lambda') return { prefix: 'LambdaFunction', about: {} };
  if (kind === 'activity') return { prefix: 'Activity', about: {} };
  const [, resourceType = '', name = resource] = INTEGRATION.exec(resource) ?? [];
  return { prefix: 'Task', about: { resourceType, resource: name } };
}

/** Tells that a task was handed out and begun. */
export function recordScheduled(
  turn: Turn,
  id: string,
  {
    command: { arguments: given, credentials, state, pattern },
    timeoutSeconds,
    heartbeatSeconds,
  }: { command: ScheduleTask; timeoutSeconds?: number; heartbeatSeconds?: number },
): void {
  const { Resource: resource } = definitionOf(turn, flowOf(turn, id)) as TaskState;
  const { prefix, about } = vocabularyOf(resource);
  const isIntegration = prefix === 'Task';
  const text = payloadText(given, state);
  const limits = {
    ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
    ...(isObject(credentials) && { taskCredentials: { roleArn: credentials.RoleArn ?? '' } }),
  };
  record(turn, flowOf(turn, id), `${prefix}Scheduled`, [
    detailsName(`${prefix}Scheduled`),
    isIntegration
      ? { ...about, parameters: text, region: regionOf(turn), ...limits }
      : { resource, input: text, inputDetails: { truncated: false }, ...limits },
  ]);
  const started = ['taskStarted', about] as const;
  record(turn, flowOf(turn, id), `${prefix}Started`, isIntegration ? started : undefined);
  if (pattern !== 'request-response' && isIntegration) {
    const submitted = { ...about, output: '{}', outputDetails: { truncated: false } };
    record(turn, flowOf(turn, id), 'TaskSubmitted', ['taskSubmitted', submitted]);
  }
}

const regionOf = ({ facts }: Turn): string => facts.arn.split(':')[3] ?? '';

export function recordAnswer(turn: Turn, id: string, output: Json): void {
  const { prefix, about } = vocabularyAt(turn, id);
  const text = payloadText(output, flowOf(turn, id).visit.state);
  record(turn, flowOf(turn, id), `${prefix}Succeeded`, [
    detailsName(`${prefix}Succeeded`),
    { ...about, output: text, outputDetails: { truncated: false } },
  ]);
}

export function recordTaskFailure(
  turn: Turn,
  id: string,
  kind: 'Failed' | 'TimedOut',
  failure: Failure,
): void {
  const { prefix, about } = vocabularyAt(turn, id);
  record(turn, flowOf(turn, id), `${prefix}${kind}`, [
    detailsName(`${prefix}${kind}`),
    { ...about, ...failure },
  ]);
}

function vocabularyAt(turn: Turn, id: string): TaskVocabulary {
  const { Resource } = definitionOf(turn, flowOf(turn, id)) as TaskState;
  return vocabularyOf(Resource);
}
