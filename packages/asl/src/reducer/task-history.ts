import { taskResource } from '../document/resource.ts';
import type { TaskState } from '../document/states.ts';
import type { Json } from '../json.ts';
import type { ScheduleTask } from './commands.ts';
import { payloadText } from './payload.ts';
import type { Failure } from './state.ts';
import { definitionOf, detailsName, flowOf, record, type Turn } from './turn.ts';

type Details = { readonly [key: string]: Json };

/** How the history tells of a task: functions that a state names directly have events of their own. */
interface TaskVocabulary {
  readonly isFunction: boolean;
  readonly prefix: 'LambdaFunction' | 'Task';
  readonly about: Details;
}

function vocabularyOf(resource: string): TaskVocabulary {
  const [, , service = ''] = resource.split(':');
  if (service === 'lambda') return { isFunction: true, prefix: 'LambdaFunction', about: {} };
  // arn:aws:states:::lambda:invoke -> lambda, invoke; aws-sdk:s3:getObject -> aws-sdk:s3, getObject
  const name = resource.split(':').slice(5);
  const about = { resourceType: name.slice(0, -1).join(':'), resource: name.at(-1) ?? resource };
  return { isFunction: false, prefix: 'Task', about };
}

/** Tells that a task was handed out and begun. */
export function recordScheduled(
  turn: Turn,
  id: string,
  {
    command: { resource, arguments: given, state, pattern },
    timeoutSeconds,
    heartbeatSeconds,
  }: { command: ScheduleTask; timeoutSeconds?: number; heartbeatSeconds?: number },
): void {
  const { isFunction, prefix, about } = vocabularyOf(resource);
  const text = payloadText(given, state);
  const limits = {
    ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
  };
  record(turn, flowOf(turn, id), `${prefix}Scheduled`, [
    detailsName(`${prefix}Scheduled`),
    isFunction
      ? { resource, input: text, inputDetails: { truncated: false }, ...limits }
      : { ...about, parameters: text, region: regionOf(turn), ...limits },
  ]);
  const started = ['taskStarted', about] as const;
  record(turn, flowOf(turn, id), `${prefix}Started`, isFunction ? undefined : started);
  if (pattern !== 'request-response' && !isFunction) {
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
  return vocabularyOf(taskResource(Resource).resource);
}
