import { EVENT_LAMBDAS, type LambdaFunction, WORKFLOW_LAMBDAS } from '../../deployment.ts';
import type { Network } from '../stack-options.ts';
import {
  FUNCTION_ACCESS,
  type FunctionAccess,
  type LambdaEntry,
  type ObjectAction,
} from './function-access.ts';
import { functionStatements } from './function-statements.ts';
import { PEOPLE, type Person, personStatements } from './people.ts';
import {
  scheduleStatements,
  stateMachineStatements,
  testStatements,
} from './service-statements.ts';
import type { Statement } from './statement.ts';
import { placesInWords } from './words.ts';

/** Parts of docs/access.md that are written from the permissions themselves, by the names of their blocks. */
const TABLES: Readonly<Record<string, () => string>> = {
  functions: functionTable,
  people: peopleTable,
  wildcards: wildcardTable,
};

const places = placesInWords('qa');
const NETWORK: Network = {
  vpcId: 'vpc-1',
  subnetIds: ['of the network'],
  securityGroupIds: ['sg-1'],
};

type Lambda = LambdaFunction & { readonly entry: LambdaEntry };
const LAMBDAS: readonly Lambda[] = [
  ...Object.values(WORKFLOW_LAMBDAS),
  ...Object.values(EVENT_LAMBDAS),
];

/** The page with its tables as the permissions are now. */
export function withAccessTables(page: string): string {
  return Object.entries(TABLES).reduce((text, [name, table]) => {
    const begin = `<!-- ${name}: written by scripts/write-access-page.mjs -->\n`;
    const end = `<!-- end of ${name} -->`;
    const [before, rest = ''] = text.split(begin);
    const [, after] = rest.split(end);
    if (after === undefined) throw new Error(`docs/access.md has no place for the table "${name}"`);
    return `${before}${begin}${table()}${end}${after}`;
  }, page);
}

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');

const code = (text: string): string => `\`${text}\``;

/** What each function does: with objects of the bucket, with secrets and leases, and with anything else. */
function functionTable(): string {
  const rows = LAMBDAS.map((lambda) => {
    const access = FUNCTION_ACCESS[lambda.entry];
    return [
      code(lambda.entry),
      ...(['read', 'write', 'delete'] as const).map((action) => keysOf(access, action)),
      lambda.secrets.join(', '),
      lambda.leases ? 'yes' : '',
      othersOf(access),
    ];
  });
  return tableOf(['function', 'reads', 'writes', 'deletes', 'secrets', 'leases', 'and'], rows);
}

const keysOf = ({ objects }: FunctionAccess, action: ObjectAction): string =>
  objects
    .filter(({ actions }) => actions.includes(action))
    .map(({ keys }) => code(keys))
    .join(', ');

function othersOf(access: FunctionAccess): string {
  const others: (string | false)[] = [
    access.outside !== 'none' && `${access.outside} in S3`,
    access.readsHistory && 'reads histories of runs',
    access.startsTests && 'starts tests',
    access.stopsTests && 'stops tests',
    access.answersTokens && 'answers the run that waits for tests',
    access.endsUploads && 'ends unfinished uploads',
    access.listsLeases && 'lists all leases',
  ];
  return others.filter(Boolean).join('; ');
}

/** One row for each action and what it is done to; one column for each kind of person. */
function peopleTable(): string {
  const persons = Object.keys(PEOPLE) as Person[];
  const marks = new Map<string, Map<Person, string>>();
  for (const person of persons) {
    for (const { actions, resources, denies = false } of personStatements(person, places)) {
      for (const action of actions) {
        const row = `${code(action)} | ${resources.map(code).join(', ')}`;
        const cells = marks.get(row) ?? new Map<Person, string>();
        marks.set(row, cells.set(person, denies ? 'never' : 'yes'));
      }
    }
  }
  const rows = [...marks]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([row, cells]) => [row, ...persons.map((person) => cells.get(person) ?? '')]);
  return tableOf(['action | on', ...persons], rows).replace('| --- |', '| --- | --- |');
}

/** Every resource with a wildcard that anybody is allowed something with, and why it is not named. */
function wildcardTable(): string {
  const rows = new Map<string, string>();
  for (const [who, statements] of everybody()) {
    for (const { resources, why, denies = false } of statements) {
      const wild = resources.filter((resource) => resource.includes('*'));
      if (wild.length === 0 || denies) continue;
      const row = `${wild.map(code).join(', ')} | ${why}`;
      rows.set(row, [rows.get(row), who].filter(Boolean).join(', '));
    }
  }
  return tableOf(['resource | why', 'who'], [...rows]).replace('| --- |', '| --- | --- |');
}

function everybody(): readonly (readonly [who: string, statements: readonly Statement[]])[] {
  const options = {
    network: NETWORK,
    sources: [{ bucket: 'of a source' }],
    targets: [{ bucket: 'of a target' }],
  };
  const asynchronous: readonly LambdaFunction[] = Object.values(EVENT_LAMBDAS);
  return [
    ...LAMBDAS.map((lambda) => {
      const isAsynchronous = asynchronous.includes(lambda);
      const policy = { places, options, logStreams: 'its log group', isAsynchronous };
      return [lambda.entry, functionStatements(lambda, policy)] as const;
    }),
    ['state machine', stateMachineStatements(places, ['functions of the document'])],
    ['tests', testStatements(places, { network: NETWORK }, 'its log group')],
    ['schedule', scheduleStatements(places)],
    ...(Object.keys(PEOPLE) as Person[]).map(
      (person) => [person, personStatements(person, places)] as const,
    ),
  ];
}
