import { StackOptionsError } from '../errors.ts';
import type { BucketPlace, Network, StackOptions, TestOptions } from './stack-options.ts';

/** What a value of a settings file has to be: a member that it does not have is a mistake, or one of a later version. */
type Shape =
  | 'text'
  | 'number'
  | { readonly list: Shape }
  | {
      readonly members: Readonly<Record<string, Shape>>;
      readonly needed: readonly string[];
    };

const PLACE = membersOf<BucketPlace>({ bucket: 'text', prefix: 'text', keyArn: 'text' }, [
  'bucket',
]);
const TEXTS: Shape = { list: 'text' };

const OPTIONS = membersOf<StackOptions>(
  {
    deployment: 'text',
    workflow: 'text',
    runDays: 'number',
    datasetDays: 'number',
    logDays: 'number',
    sweepMinutes: 'number',
    budgetUsd: 'number',
    alarmEmail: 'text',
    network: membersOf<Network>({ vpcId: 'text', subnetIds: TEXTS, securityGroupIds: TEXTS }, [
      'vpcId',
      'subnetIds',
      'securityGroupIds',
    ]),
    tests: membersOf<TestOptions>(
      {
        image: 'text',
        source: membersOf<NonNullable<TestOptions['source']>>({ bucket: 'text', key: 'text' }, [
          'bucket',
          'key',
        ]),
        timeoutMinutes: 'number',
      },
      [],
    ),
    sources: { list: PLACE },
    targets: { list: PLACE },
    removal: 'text',
  },
  ['deployment'],
);

/** A member that is added to a type, and not here, does not compile. */
function membersOf<Type>(
  members: Readonly<Record<keyof Type & string, Shape>>,
  needed: readonly (keyof Type & string)[],
): Shape {
  return { members, needed };
}

/**
 * Options come from files that people write: whether they are what their type says is looked at before anything else.
 *
 * @throws {@link StackOptionsError} with everything that is not.
 */
export function checkShape(options: object): void {
  const problems = problemsOf('', options, OPTIONS);
  if (problems.length > 0) throw new StackOptionsError(problems);
}

function problemsOf(place: string, value: unknown, shape: Shape): readonly string[] {
  if (shape === 'text') return typeof value === 'string' ? [] : [`${place}: expected a text`];
  if (shape === 'number') return typeof value === 'number' ? [] : [`${place}: expected a number`];
  if ('list' in shape) {
    if (!Array.isArray(value)) return [`${place}: expected a list`];
    return value.flatMap((item, index) => problemsOf(`${place}[${index}]`, item, shape.list));
  }
  const { members, needed } = shape;
  const known = Object.keys(members);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${place}: expected ${known.join(', ')}`];
  const inside = (name: string): string => (place === '' ? name : `${place}.${name}`);
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  return [
    ...needed
      .filter((name) => !given.some(([other]) => other === name))
      .map((name) => `${inside(name)}: is missing`),
    ...given.flatMap(([name, member]) => {
      const expected = Object.hasOwn(members, name) ? members[name] : undefined;
      return expected === undefined
        ? [`${inside(name)}: is not known - known here: ${known.join(', ')}`]
        : problemsOf(inside(name), member, expected);
    }),
  ];
}
