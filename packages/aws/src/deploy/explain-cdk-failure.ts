import type { Caller } from './caller.ts';

/** What the CDK says when something that a person can mend is in its way, and what to do about it. */
const ADVICE: readonly (readonly [RegExp, (caller: Caller) => string])[] = [
  [
    /bootstrap/i,
    ({ account, region }) =>
      `the account is not prepared for deployments in this region - prepare it once: npx cdk bootstrap aws://${account}/${region}`,
  ],
  [
    /ROLLBACK_COMPLETE|ROLLBACK_FAILED/,
    () => 'making it has failed - take it away, then make it again: rowmill destroy',
  ],
  [
    /AccessDenied|not authorized to perform/,
    () =>
      'something is not allowed - have the policy of an administrator attached to your role (docs/access.md)',
  ],
  [/ExpiredToken/, () => 'the credentials have expired - sign in again (aws sso login)'],
];

/** Lines that are kept of what it said. */
const LAST_LINES = 12;

/** A failure of the CDK in words: what to do, and the end of what it has said itself. */
export function explainCdkFailure(said: string, caller: Caller): string {
  const [, advice] = ADVICE.find(([pattern]) => pattern.test(said)) ?? [];
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const end = lines.slice(-LAST_LINES).join('\n');
  return `${advice?.(caller) ?? 'the CDK has failed'}\n${end}`;
}
