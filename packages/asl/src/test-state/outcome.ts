import type { HistoryEvent } from '../history/history-event.ts';
import type { Json, JsonObject } from '../json.ts';
import { ROOT } from '../reducer/state.ts';
import type { TestStateResult } from './request.ts';
import type { Course } from './run-state.ts';

/** How the state ended, and what it handed on. */
export function outcomeOf(course: Course): TestStateResult {
  const status = statusOf(course);
  const exit = exitOf(course);
  const nextState = nextOf(course);
  return {
    status,
    ...(typeof exit?.output === 'string' && { output: parsed(exit.output) }),
    ...(nextState !== undefined && { nextState }),
    ...(status === 'SUCCEEDED' ? {} : course.failure),
  };
}

const parsed = (text: string): Json => JSON.parse(text);

function statusOf(course: Course): TestStateResult['status'] {
  const { state } = course.last;
  if (state.flows[ROOT]?.visit.activity.kind === 'retry') return 'RETRIABLE';
  if (exitOf(course) === undefined) return 'FAILED';
  return caughtBy(course) < 0 ? 'SUCCEEDED' : 'CAUGHT_ERROR';
}

/** @returns the index of the catcher, -1 where none caught anything */
export function caughtBy(course: Course): number {
  return course.tested.catches.indexOf(followerOf(course) ?? '');
}

function nextOf(course: Course): string | undefined {
  const { state } = course.tested;
  const catchers = 'Catch' in state ? state.Catch : undefined;
  return catchers?.[caughtBy(course)]?.Next ?? followerOf(course);
}

/** The state that was entered after it. The one under test is not in the history: it was in it from the beginning. */
function followerOf({ history }: Course): string | undefined {
  const event = history.find(({ type }) => type === 'SucceedStateEntered');
  const name = event?.details?.value.name;
  return typeof name === 'string' ? name : undefined;
}

/** Variables that the state assigned. */
export function assignedIn(course: Course): JsonObject {
  const assigned = exitOf(course)?.assignedVariables ?? {};
  const texts = Object.entries(assigned).map(([name, text]) => [name, parsed(String(text))]);
  return Object.fromEntries(texts);
}

function exitOf({ tested, history }: Course): JsonObject | undefined {
  const isExit = ({ type, details }: HistoryEvent) =>
    type === `${tested.state.Type}StateExited` && details?.value.name === tested.name;
  return history.find(isExit)?.details?.value;
}
