import { checkMock } from './check-mock.ts';
import { inspect } from './inspect.ts';
import { outcomeOf } from './outcome.ts';
import type { TestStateRequest, TestStateResult } from './request.ts';
import { runState } from './run-state.ts';
import { stateUnderTest } from './state-under-test.ts';

/**
 * Tests one state as AWS's API `TestState` does, without AWS: runs it once, with mocked answers, and tells how it
 * ends. A retry is told, not waited for.
 *
 * Source: AWS Step Functions developer guide, "Testing state machines with TestState API".
 *
 * @throws {@link DocumentError} when the state cannot be run
 * @throws {@link TestStateError} when mock or configuration do not fit the state
 */
export async function testState(request: TestStateRequest): Promise<TestStateResult> {
  const tested = stateUnderTest(request);
  checkMock(tested.state, request);
  const course = await runState(tested, request);
  const outcome = outcomeOf(course);
  const { inspectionLevel = 'INFO' } = request;
  if (inspectionLevel === 'INFO') return outcome;
  return { ...outcome, inspectionData: await inspect(course, request, outcome) };
}
