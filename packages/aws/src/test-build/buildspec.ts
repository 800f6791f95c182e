import { BUILD_VARIABLES, testBuildFiles } from './test-build.ts';

const { run, bucket, call, command, seconds } = BUILD_VARIABLES;
const { variables, result, log } = testBuildFiles(`$${run}`, `$${call}`);
const address = (key: string): string => `"s3://$${bucket}/${key}"`;

/** `timeout` of the GNU coreutils ends with this code when it has ended the command. */
const LATE = 124;

/**
 * Runs the command with the variables of its run and leaves its exit code, the time that it took and what it wrote in the
 * bucket. The variables come by a file: those of a build are shown to whoever may look at builds.
 */
const SCRIPT = [
  `aws s3 cp --only-show-errors ${address(variables)} /tmp/variables.sh`,
  '. /tmp/variables.sh && rm /tmp/variables.sh',
  'started=$(date +%s.%N)',
  `{ timeout --kill-after=10 "$${seconds}" sh -c "$${command}" && code=0 || code=$?; echo "$code" > /tmp/code; } 2>&1 | tee /tmp/output.log`,
  'code=$(cat /tmp/code)',
  'late=false',
  `if [ "$code" = ${LATE} ] && [ "$${seconds}" != 0 ]; then late=true; fi`,
  'taken=$(awk -v from="$started" -v to="$(date +%s.%N)" \'BEGIN { printf "%.3f", to - from }\')',
  `aws s3 cp --only-show-errors /tmp/output.log ${address(log)}`,
  `printf '{"exitCode":%s,"seconds":%s,"isLate":%s}' "$code" "$taken" "$late" | aws s3 cp --only-show-errors - ${address(result)}`,
  'exit "$code"',
].join('\n');

/** What the CodeBuild project of a deployment does: `BuildSpec.fromObject(TEST_BUILDSPEC)`. */
export const TEST_BUILDSPEC = {
  version: '0.2',
  env: { shell: 'bash' },
  phases: { build: { commands: [`set -e\n${SCRIPT}`] } },
} as const;
