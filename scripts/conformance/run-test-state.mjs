import { testState } from '@rowmill/asl';
import { firstDifference, ignoring } from './compare.mjs';

/** A call of `TestState` that AWS answered. */
export async function runTestState({ definition, input, testState: recorded, expected, volatile }) {
  const found = await testState({
    definition,
    ...(input !== undefined && { input }),
    ...requestOf(recorded),
  });
  const { cause, ...wanted } = expected;
  const { cause: foundCause, ...given } = found;
  const difference = firstDifference(wanted, given, { isEqual: ignoring(volatile) });
  const differences = difference === undefined ? [] : [difference];
  if (cause === undefined) return { differences };
  return { differences, cause: firstDifference(cause, foundCause, { at: '/cause' }) ?? true };
}

/** AWS takes and gives JSON text in some places where the library takes and gives values. */
function requestOf({ mock, stateConfiguration, ...others }) {
  const data = stateConfiguration?.mapItemReaderData;
  return {
    ...others,
    ...(mock && {
      mock: { ...mock, ...(mock.result !== undefined && { result: JSON.parse(mock.result) }) },
    }),
    ...(stateConfiguration && {
      stateConfiguration: {
        ...stateConfiguration,
        ...(data !== undefined && { mapItemReaderData: JSON.parse(data) }),
      },
    }),
  };
}
