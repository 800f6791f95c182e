import {
  type FailingRow,
  type FailureNames,
  type FileFailure,
  fileFailures,
  type RowFault,
  type RowsBefore,
} from './file-failure.ts';

/** Failures of one rule at one place of the schema, in one column. */
export interface FailureGroup {
  readonly rule: string;
  /** JSON pointer into the row, with `*` in the place of the numbers of array items. */
  readonly column: string;
  readonly schemaPath?: string;
  readonly count: number;
  /** The first failures, at most {@link GROUP_EXAMPLES}. */
  readonly first: readonly FileFailure[];
}

/** What is wrong with a file, or with a part of it, in a bounded amount of memory. */
export interface FailureTally {
  readonly failingRows: number;
  readonly failureCount: number;
  readonly failuresByRule: Readonly<Record<string, number>>;
  /** The first failures, at most as many as were asked for. */
  readonly failures: readonly FileFailure[];
  /** Most frequent first. Columns that a row names itself may be any number: at most {@link MOST_GROUPS} are told apart. */
  readonly groups: readonly FailureGroup[];
}

export const GROUP_EXAMPLES = 3;
export const MOST_GROUPS = 1000;

export const NO_FAILURES: FailureTally = {
  failingRows: 0,
  failureCount: 0,
  failuresByRule: {},
  failures: [],
  groups: [],
};

interface OpenGroup extends Pick<FailureGroup, 'rule' | 'column' | 'schemaPath'> {
  count: number;
  readonly first: FileFailure[];
}

/** Counts failing rows, which come in their order. */
export interface TallyWriter {
  add(row: FailingRow, before: RowsBefore): void;
  tally(): FailureTally;
}

/** @param limit most failures that are kept one by one */
export function openTally(names: FailureNames, limit: number): TallyWriter {
  const groups = openGroups();
  const byRule = new Map<string, number>();
  const failures: FileFailure[] = [];
  let failingRows = 0;
  let failureCount = 0;
  const keep = (told: readonly FileFailure[]): void => {
    failures.push(...told.slice(0, limit - failures.length));
  };
  return {
    add(row, before) {
      if (row.row !== undefined) failingRows += 1;
      failureCount += row.faults.length;
      const met = row.faults.map((fault) => {
        byRule.set(fault.rule, (byRule.get(fault.rule) ?? 0) + 1);
        return groups.count(fault);
      });
      const isKept = failures.length < limit;
      if (!isKept && !met.some(wantsExamples)) return;
      const told = fileFailures(names, row, before);
      if (isKept) keep(told);
      for (const [index, group] of met.entries())
        if (wantsExamples(group)) group.first.push(told[index] as FileFailure);
    },
    tally: () => ({
      failingRows,
      failureCount,
      failuresByRule: inOrderOfNames(byRule),
      failures,
      groups: byFrequency(groups.all()),
    }),
  };
}

const wantsExamples = (group: OpenGroup | undefined): group is OpenGroup =>
  group !== undefined && group.first.length < GROUP_EXAMPLES;

/**
 * Keeps the groups whose names come first, whatever the order in which groups are met: so their counts are exact in
 * every part of a file, and the same groups are left when parts are merged.
 */
function openGroups() {
  const groups = new Map<string, OpenGroup>();
  const nameOf = openNames();
  let last = '';
  return {
    /** The group that a fault belongs to, which has one more of it. */
    count(fault: RowFault): OpenGroup | undefined {
      const name = nameOf(fault);
      const known = groups.get(name);
      if (known !== undefined) {
        known.count += 1;
        return known;
      }
      if (groups.size >= MOST_GROUPS) {
        if (name > last) return undefined;
        groups.delete(last);
      }
      const { rule, column, schemaPath } = fault;
      const group = {
        rule,
        column: withoutNumbers(column),
        ...(schemaPath === undefined ? {} : { schemaPath }),
        count: 1,
        first: [],
      };
      groups.set(name, group);
      if (groups.size >= MOST_GROUPS) last = lastName(groups.keys());
      return group;
    },
    all: () => [...groups.values()],
  };
}

/** Rows that fail alike share their faults. */
function openNames(): (fault: RowFault) => string {
  const names = new WeakMap<RowFault, string>();
  return (fault) => {
    const name = names.get(fault) ?? groupName(fault);
    names.set(fault, name);
    return name;
  };
}

const groupName = ({ rule, column, schemaPath = '' }: RowFault): string =>
  `${schemaPath}\n${rule}\n${withoutNumbers(column)}`;

const withoutNumbers = (column: string): string => column.replace(/\/\d+(?=\/|$)/g, '/*');

function lastName(names: Iterable<string>): string {
  let last = '';
  for (const name of names) if (name > last) last = name;
  return last;
}

/**
 * What several parts of a file, or several files, come to. Each part has the first failures of its own rows: the first of
 * all are among them.
 *
 * @param isOneFile parts have rows in turn; else they follow one another
 */
export function mergeTallies(
  parts: readonly FailureTally[],
  { limit, isOneFile }: { readonly limit: number; readonly isOneFile: boolean },
): FailureTally {
  const inOrder = isOneFile ? byRow : (failures: readonly FileFailure[]) => failures;
  const byRule = new Map<string, number>();
  const groups = new Map<string, OpenGroup>();
  for (const { failuresByRule, groups: own } of parts) {
    for (const [rule, count] of Object.entries(failuresByRule))
      byRule.set(rule, (byRule.get(rule) ?? 0) + count);
    for (const group of own) {
      const name = groupName({ ...group, message: '' });
      const merged = groups.get(name) ?? { ...group, count: 0, first: [] };
      merged.count += group.count;
      merged.first.push(...group.first);
      groups.set(name, merged);
    }
  }
  const names = [...groups.keys()].sort(byText).slice(0, MOST_GROUPS);
  return {
    failingRows: sum(parts, ({ failingRows }) => failingRows),
    failureCount: sum(parts, ({ failureCount }) => failureCount),
    failuresByRule: inOrderOfNames(byRule),
    failures: inOrder(parts.flatMap(({ failures }) => failures)).slice(0, limit),
    groups: byFrequency(
      names.map((name) => {
        const group = groups.get(name) as OpenGroup;
        return { ...group, first: inOrder(group.first).slice(0, GROUP_EXAMPLES) };
      }),
    ),
  };
}

const sum = <Part>(parts: readonly Part[], of: (part: Part) => number): number =>
  parts.reduce((total, part) => total + of(part), 0);

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Failures of one row stay as they are. */
const byRow = (failures: readonly FileFailure[]): readonly FileFailure[] =>
  failures.toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0));

function byFrequency(groups: readonly FailureGroup[]): FailureGroup[] {
  return groups.toSorted(
    (one, other) =>
      other.count - one.count ||
      byText(groupName({ ...one, message: '' }), groupName({ ...other, message: '' })),
  );
}

const inOrderOfNames = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].sort(([one], [other]) => byText(one, other)));
