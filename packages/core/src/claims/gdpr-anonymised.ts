import {
  type ClaimColumn,
  type ClaimInput,
  type ClaimRule,
  kindOf,
  limitsOf,
} from './claim-input.ts';
import { isRemoved, judgeParts, judgeText, UNDECIDED } from './judge-parts.ts';
import { givenStatement, measuredAnonymity, signedStatement, textReview } from './statements.ts';
import {
  type ClaimDefinition,
  type Judgement,
  notConcerned,
  passes,
  refused,
  type StatementVerdict,
} from './verdict.ts';

/**
 * Nobody can be told by any means that are likely to be used. Strategies alone never earn it: risk is measured, the key
 * is gone, and somebody has assessed it.
 */
export const gdprAnonymised: ClaimDefinition = {
  claim: 'gdpr-anonymised',
  summary:
    'Measured risk below the limits, the key destroyed, a named reviewer: GDPR recital 26, WP29 opinion 05/2014.',
  judge,
  statements: (input) => {
    const { masking, today } = input;
    return [
      ...measurements(input),
      ...(input.columns.some(({ properties }) => properties.keyed)
        ? [
            givenStatement(
              'destruction of the key',
              masking.statements?.keyDestroyed?.event,
              'add `statements: { keyDestroyed: { event } }` after `rowmill keys destroy`',
            ),
          ]
        : []),
      ...textReview(input),
      signedStatement(
        'reviewer',
        masking.statements?.reviewer,
        today,
        'add `statements: { reviewer: { name, date } }`',
      ),
    ];
  },
};

function judge(column: ClaimColumn, input: ClaimInput): Judgement {
  if (isRemoved(column)) return passes('removed');
  const { type } = column;
  if (type === undefined) return UNDECIDED;
  const kind = kindOf(column);
  if (kind === undefined) return notConcerned('data of nobody');
  if (type === 'free-text') return judgeText(column, input);
  const isMeasured = judgeMeasured(column, input, kind.role);
  return (
    isMeasured ??
    judgeParts(column, input, {
      rule: (rule) => judgeRule(rule, kind.role, input),
      column: (other) => judge(other, input),
    })
  );
}

/** What may stay to be measured: quasi-identifiers, and sensitive values under a limit of l or t. */
function judgeMeasured(
  column: ClaimColumn,
  input: ClaimInput,
  role: string,
): Judgement | undefined {
  const limits = limitsOf(input, column.table);
  if (role === 'quasi' && limits?.quasiIdentifiers.includes(column.column))
    return passes('a quasi-identifier whose risk is measured');
  if (role !== 'sensitive' || !limits?.sensitive.includes(column.column)) return undefined;
  return limits.l === undefined && limits.t === undefined
    ? refused('k alone does not keep sensitive values apart from people: add `l` or `t`')
    : passes('a sensitive value whose risk is measured');
}

function judgeRule(rule: ClaimRule, role: string, { masking }: ClaimInput): Judgement {
  const { family, reversible } = rule.properties;
  if (isRemoved(rule)) return passes('removed');
  if (family === 'random' && reversible === 'no')
    return passes('replaced at random, without a map');
  if (family === 'random') return refused('a map leads back to the value: burn it');
  if (family === 'keyed')
    return masking.statements?.keyDestroyed === undefined
      ? refused('masks lead back to values as long as the key is there')
      : passes('the key of these masks is gone');
  return role === 'direct' || role === 'secret'
    ? refused(`something of the identifier stays under ${rule.strategy}: use redact or drop`)
    : refused(
        'its risk is not measured: name it in `anonymity.TABLE.quasiIdentifiers` or `.sensitive`',
      );
}

function measurements(input: ClaimInput): readonly StatementVerdict[] {
  const found = measuredAnonymity(input);
  if (found.length > 0) return found;
  return [
    {
      statement: 'measured anonymity',
      verdict: 'refused',
      reason: 'no choice of strategies makes data anonymous: declare `anonymity` of a table',
    },
  ];
}
