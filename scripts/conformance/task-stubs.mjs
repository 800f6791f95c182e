import { TaskFailure } from '@rowmill/asl';
import { firstDifference } from './compare.mjs';

/**
 * Answers tasks as they were answered when a case was recorded: each with the first attempt, not used yet, of the same
 * state with the same payload.
 *
 * @param finish ends a task by its token: `(token, attempt) => Promise`
 * @returns `{ tasks, problems }`: handlers by resource, and what did not go as recorded, once the execution has ended
 */
export function taskStubs({ definition, taskStubs: recorded = [] }, { clock, finish }) {
  const attempts = recorded.flatMap(({ state, attempts }) =>
    attempts.map((each) => ({ ...each, state })),
  );
  const unused = new Set(attempts);
  const problems = [];

  function take(payload, state, token) {
    const candidates = [...unused].filter((attempt) => attempt.state === state);
    const differs = (attempt) => payloadDifference(attempt.payload, payload, token);
    const attempt = candidates.find((candidate) => differs(candidate) === undefined);
    if (attempt !== undefined) {
      unused.delete(attempt);
      return attempt;
    }
    const why = candidates.length === 0 ? 'no attempt is left for it' : differs(candidates[0]);
    problems.push(`task of state ${state}: ${why}`);
    return { error: 'Conformance.UnexpectedTask', cause: why };
  }

  async function answer(payload, { state, token, signal }) {
    const attempt = take(payload, state, token);
    if (attempt.timedOut || attempt.openAttempt) {
      await clock.sleep(Number.POSITIVE_INFINITY, signal);
    }
    if (token !== undefined) return finish(token, attempt);
    if (attempt.error !== undefined) throw new TaskFailure(attempt.error, attempt.cause ?? '');
    return attempt.output ?? null;
  }

  return {
    tasks: Object.fromEntries(resources(definition).map((resource) => [resource, answer])),
    problems: () => [...problems, ...[...unused].map(unusedProblem)],
  };
}

const unusedProblem = ({ state, resource }) =>
  `task of state ${state}: an attempt was recorded that was not made (${resource})`;

/** Recordings have `<uuid:1>` and the like where a text was random: any text stands there, and so it does for a token. */
function payloadDifference(expected, found, token) {
  const isEqual = (_, wanted, given) =>
    typeof wanted === 'string' &&
    typeof given === 'string' &&
    (matches(wanted, PLACEHOLDER, given) || (token !== undefined && matches(given, token, wanted)));
  return firstDifference(expected, found, { at: '/payload', isEqual });
}

const PLACEHOLDER = /<[\w-]+(?::\d+)?>/;

/** Whether a text has the parts that lie between the gaps of another one. */
function matches(text, gap, other) {
  const parts = text.split(gap);
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
  return parts.length > 1 && new RegExp(`^${pattern}$`, 's').test(other);
}

/** `Resource` of all task states of a document, however deep. */
function resources(value) {
  if (typeof value !== 'object' || value === null) return [];
  const own = value.Type === 'Task' && typeof value.Resource === 'string' ? [value.Resource] : [];
  return [...own, ...Object.values(value).flatMap(resources)];
}
