import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUILD_VARIABLES } from '../test-build/test-build.ts';
import { readBuildEvent } from './build-event.ts';

const eventOf = (status: string, variables: Readonly<Record<string, string>>) => ({
  detail: {
    'build-status': status,
    'additional-information': {
      environment: {
        'environment-variables': Object.entries(variables).map(([name, value]) => ({
          name,
          value,
        })),
      },
    },
  },
});

const OURS = {
  [BUILD_VARIABLES.run]: '2026-11-22T10-00-00-ab12',
  [BUILD_VARIABLES.call]: 'c0ffee',
};

test('the end of a build of tests names its run', () => {
  expect(readBuildEvent(eventOf('FAILED', OURS))).toEqual({
    run: OURS[BUILD_VARIABLES.run],
    call: 'c0ffee',
    status: 'FAILED',
  });
});

test.each([
  ['a build that goes on', eventOf('IN_PROGRESS', OURS)],
  ['a build of somebody else', eventOf('SUCCEEDED', { CI: 'true' })],
  ['a run that leads elsewhere', eventOf('SUCCEEDED', { ...OURS, [BUILD_VARIABLES.run]: '../x' })],
])('%s is let go', (_, event) => {
  expect(readBuildEvent(event)).toBeUndefined();
});

test('nothing that comes in its place is an error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(readBuildEvent(value)).toBeUndefined();
    }),
  );
});
