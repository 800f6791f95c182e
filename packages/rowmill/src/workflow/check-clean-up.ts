import { type DocumentIssue, resourcesOf, type State, type StateMachine } from '@rowmill/asl';
import { stageOfCall } from './functions.ts';

/**
 * What a document that provisions environments lacks to remove them again whatever happens: each state that comes
 * after, up to the clean-up, catches every error and leads to the clean-up.
 */
export function cleanUpIssues(machine: StateMachine): readonly DocumentIssue[] {
  const provisioning = statesThatDo(machine, 'provision');
  if (provisioning.length === 0) return [];
  const cleaning = new Set(statesThatDo(machine, 'clean up'));
  if (cleaning.size === 0) {
    const message = `state "${provisioning[0]}" provisions environments, and no state removes them - add one that calls \${CleanUpFunctionArn}`;
    return [{ location: '/States', code: 'UNSUPPORTED', message }];
  }
  const reachesCleanUp = (state: string): boolean =>
    [...reachable(machine, [state])].some((name) => cleaning.has(name));
  return [...reachable(machine, provisioning, cleaning)]
    .filter((name) => !cleaning.has(name) && canFail(machine.States[name]))
    .filter((name) => !catcherOfAll(machine.States[name]).some(reachesCleanUp))
    .map((name) => ({
      location: `/States/${name.replaceAll('~', '~0').replaceAll('/', '~1')}/Catch`,
      code: 'UNSUPPORTED',
      message: `state "${name}" comes after the environments are provisioned: it has to catch States.ALL and go on to the state that removes them, ${[...cleaning].join(' or ')}`,
    }));
}

/** Top-level states that a function of the stage is called in. */
function statesThatDo(machine: StateMachine, stage: string): readonly string[] {
  const places = resourcesOf(machine)
    .filter((used) => stageOfCall(used) === stage)
    .map(({ location }) => location.split('/')[2] ?? '');
  return [...new Set(places)].map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** States from which the run goes on to others, those included; it is not followed past some. */
function reachable(
  { States }: StateMachine,
  from: readonly string[],
  end: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const found = new Set(from);
  for (const name of found) {
    if (end.has(name)) continue;
    for (const next of nextOf(States[name])) found.add(next);
  }
  return found;
}

/** @returns names of the states that may come next */
function nextOf(state: State | undefined): readonly string[] {
  if (state === undefined) return [];
  const { Next, Default, Choices = [], Catch = [] } = state as Partial<AllTransitions>;
  const names = [
    Next,
    ...Choices.map((rule) => rule.Next),
    Default,
    ...Catch.map((one) => one.Next),
  ];
  return [...new Set(names)].filter((name) => name !== undefined);
}

interface AllTransitions {
  readonly Next: string;
  readonly Default: string;
  readonly Choices: readonly { readonly Next: string }[];
  readonly Catch: readonly { readonly Next: string }[];
}

const canFail = (state: State | undefined): boolean =>
  state?.Type === 'Task' || state?.Type === 'Map' || state?.Type === 'Parallel';

function catcherOfAll(state: State | undefined): readonly string[] {
  const { Catch = [] } = (state ?? {}) as {
    Catch?: readonly { ErrorEquals: readonly string[]; Next: string }[];
  };
  return Catch.filter(({ ErrorEquals }) => ErrorEquals.includes('States.ALL')).map(
    ({ Next }) => Next,
  );
}
