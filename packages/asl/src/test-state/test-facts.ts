import { isObject, type JsonObject } from '../json.ts';
import { timeText } from '../reducer/context.ts';
import type { ExecutionFacts } from '../reducer/facts.ts';
import type { TestStateRequest } from './request.ts';
import type { StateUnderTest } from './state-under-test.ts';

const MACHINE = 'TestState';
const NAME = 'test-state';
const ARN = 'arn:aws:states:us-east-1:123456789012';

/** An execution that there never was, for the state to find itself in. @param request.enteredAt milliseconds since 1970 */
export function testFacts(
  tested: StateUnderTest,
  request: Pick<TestStateRequest, 'input' | 'context' | 'roleArn'> & { readonly enteredAt: number },
): ExecutionFacts {
  const { sequence, queryLanguage } = tested;
  const arn = `${ARN}:express:${MACHINE}:${NAME}`;
  const stateMachine = { arn: `${ARN}:stateMachine:${MACHINE}`, name: MACHINE };
  const facts = { name: NAME, arn, roleArn: request.roleArn ?? '', stateMachine, seed: NAME };
  const givenContext = contextOf(tested, request, facts);
  return { ...facts, sequence, queryLanguage, type: 'EXPRESS', givenContext };
}

function contextOf(
  { state, name }: StateUnderTest,
  { input = {}, context = {}, roleArn, enteredAt }: Parameters<typeof testFacts>[1],
  facts: Pick<ExecutionFacts, 'name' | 'arn' | 'stateMachine'>,
): JsonObject {
  const time = timeText(enteredAt);
  const isRetried = 'Retry' in state || ['Task', 'Parallel', 'Map'].includes(state.Type);
  const { Execution, StateMachine, State, ...others } = context;
  return {
    Execution: {
      Id: facts.arn,
      Input: input,
      Name: facts.name,
      RoleArn: roleArn ?? null,
      StartTime: time,
      ...membersOf(Execution),
    },
    StateMachine: {
      Id: facts.stateMachine.arn,
      Name: facts.stateMachine.name,
      ...membersOf(StateMachine),
    },
    State: {
      Name: name,
      EnteredTime: time,
      ...(isRetried ? { RetryCount: 0 } : {}),
      ...membersOf(State),
    },
    ...others,
  };
}

const membersOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
