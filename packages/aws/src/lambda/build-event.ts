import { BUILD_ENDED, BUILD_VARIABLES } from '../test-build/test-build.ts';

/** A build of tests that is over. */
export interface EndedBuild {
  readonly run: string;
  readonly call: string;
  /** `SUCCEEDED`, `FAILED` … */
  readonly status: string;
}

/**
 * Reads the event that EventBridge has of a build.
 *
 * @returns undefined where it is no end of a build that a run has started
 */
export function readBuildEvent(event: unknown): EndedBuild | undefined {
  const detail = memberOf(event, 'detail');
  const status = textOf(memberOf(detail, 'build-status'));
  if (!BUILD_ENDED.statuses.some((end) => end === status)) return undefined;
  const environment = memberOf(memberOf(detail, 'additional-information'), 'environment');
  const variables = memberOf(environment, 'environment-variables');
  const run = variableOf(variables, BUILD_VARIABLES.run);
  const call = variableOf(variables, BUILD_VARIABLES.call);
  // Both become parts of keys.
  if (![run, call].every((name) => /^[\w-]+$/.test(name))) return undefined;
  return { run, call, status };
}

function variableOf(variables: unknown, name: string): string {
  const list: readonly unknown[] = Array.isArray(variables) ? variables : [];
  const found = list.find((variable) => memberOf(variable, 'name') === name);
  return textOf(memberOf(found, 'value'));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
