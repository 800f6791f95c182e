import {
  loadDocument,
  openMemoryJournal,
  redriveExecution,
  startExecution,
  virtualClock,
} from '@rowmill/asl';
import { canonical, firstDifference, ignoring, parsedOr } from './compare.mjs';
import { objectDifferences } from './expected-objects.mjs';
import { memoryObjects } from './memory-objects.mjs';
import { taskStubs } from './task-stubs.mjs';

const LONGEST_MS = 20_000;
const START = Date.parse('2025-01-01T00:00:00Z');
/** As the recordings have it. */
const ROLE = 'snf_role_arn';
const ACCOUNT = 'arn:aws:states:us-east-1:111111111111';

/**
 * An execution: its status, output, error, cause, trace, what it asked of services and what it wrote; then, where the
 * case redrives it, the same of each redrive.
 */
export async function runExecution(recorded) {
  const { definition, input = {}, workflowType, s3, redrive = [] } = recorded;
  const options = {
    machine: loadDocument(definition, { type: workflowType ?? 'STANDARD' }),
    journal: openMemoryJournal(),
    objects: memoryObjects(s3),
    clock: virtualClock({ start: START }),
    name: 'execution',
    seed: 'conformance',
    roleArn: ROLE,
    arn: `${ACCOUNT}:execution:machine:execution`,
  };
  const first = await attempt(recorded, options, (all) => startExecution(input, all));
  const differences = [...first.differences];
  for (const [index, member] of redrive.entries()) {
    await putObjects(options.objects, member.s3);
    const again = await attempt({ ...member, definition }, options, redriveExecution);
    differences.push(...again.differences.map((each) => `redrive ${index + 1}: ${each}`));
  }
  return { ...first, differences };
}

/** @param begin starts or redrives the execution, given its options */
async function attempt(recorded, options, begin) {
  const { clock, objects } = options;
  const history = [];
  let begun;
  const finish = async (token, { output, error, cause }) => {
    const release = clock.hold();
    const running = await begun;
    const ending =
      error === undefined
        ? running.completeTask(token, output ?? null)
        : running.failTask(token, { error, cause: cause ?? '' });
    await ending.finally(release);
    return null;
  };
  const stubs = taskStubs(recorded, { clock, finish });
  begun = begin({
    ...options,
    tasks: stubs.tasks,
    onHistory: (event, execution) => execution === '' && history.push(event),
  });
  const result = await inTime((await begun).result);
  const { differences, ...soft } = compared(recorded, result, history);
  const written = objectDifferences(recorded.expectedObjects, objects);
  return { differences: [...differences, ...stubs.problems(), ...written], ...soft };
}

async function putObjects(objects, added = []) {
  for (const { bucket, key, body } of added) await objects.write(bucket, key, [body]);
}

async function inTime(result) {
  let timer;
  const late = new Promise((_, reject) => {
    const error = new Error(`has not ended after ${LONGEST_MS / 1000} s`);
    timer = setTimeout(() => reject(error), LONGEST_MS);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}

function compared(recorded, result, history) {
  const { expected, volatile = [], trace, traceUnordered } = recorded;
  const isEqual = ignoring(volatile);
  const { cause, causeIsJson, ...wanted } = expected;
  const { cause: foundCause, ...found } = result;
  const difference = firstDifference(wanted, found, { isEqual });
  const causeOf = causeIsJson ? parsedOr : (text) => text;
  const causes = [causeOf(cause), causeOf(foundCause)];
  const options = { isUnordered: traceUnordered, isEqual: lostInTrace(recorded) };
  return {
    differences: difference === undefined ? [] : [difference],
    ...(cause !== undefined && {
      cause: firstDifference(...causes, { at: '/cause', isEqual }) ?? true,
    }),
    ...(trace && { trace: traceDifference(trace, traceOf(history), options) ?? true }),
  };
}

/** What the recording has lost of an output it has lost of the states that handed it on, too. */
function lostInTrace({ volatile = [], note = '' }) {
  const isLost = ignoring(volatile);
  const areTimesLost = note.includes('timestamps erased');
  return (at, expected) =>
    isLost(at.replace(/^\/trace\/\d+\/(?:input|output)/, '/output')) ||
    (areTimesLost && expected === 'timestamp');
}

function traceOf(history) {
  return history
    .filter(({ type }) => /State(Entered|Exited)$/.test(type))
    .map(({ type, details: { value } }) => ({
      type,
      name: value.name,
      ...(value.input !== undefined && { input: JSON.parse(value.input) }),
      ...(value.output !== undefined && { output: JSON.parse(value.output) }),
      ...(value.assignedVariables && { assignedVariables: parsedMembers(value.assignedVariables) }),
    }));
}

const parsedMembers = (texts) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.parse(text)]));

function traceDifference(expected, found, { isUnordered, isEqual }) {
  const inOrder = (list) => list.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
  const order = isUnordered ? inOrder : (list) => list;
  return firstDifference(order(expected), order(found), { at: '/trace', isEqual });
}
