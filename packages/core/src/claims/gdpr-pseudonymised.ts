import { type ClaimColumn, type ClaimInput, type ClaimRule, kindOf } from './claim-input.ts';
import { isRemoved, judgeParts, judgeText, UNDECIDED } from './judge-parts.ts';
import { givenStatement } from './statements.ts';
import { type ClaimDefinition, type Judgement, notConcerned, passes, refused } from './verdict.ts';

/** Nobody can be told without additional information, which is kept apart. */
export const gdprPseudonymised: ClaimDefinition = {
  claim: 'gdpr-pseudonymised',
  summary:
    'Direct identifiers are replaced under a secret that is kept apart: GDPR article 4(5), EDPB guidelines 01/2025.',
  judge,
  statements: ({ masking, columns }) =>
    columns.some(needsSecret)
      ? [
          givenStatement(
            'who keeps the secret apart',
            masking.keyCustodian,
            'name the role: `key: { ref, custodian }`',
          ),
        ]
      : [],
};

/** What joins masks with values again: a key, or a map that is kept. */
const needsSecret = ({ properties }: ClaimColumn): boolean =>
  properties.keyed || properties.reversible !== 'no';

function judge(column: ClaimColumn, input: ClaimInput): Judgement {
  if (isRemoved(column)) return passes('removed');
  const { type } = column;
  if (type === undefined) return UNDECIDED;
  const kind = kindOf(column);
  if (kind === undefined) return notConcerned('data of nobody');
  if (type === 'free-text') return judgeText(column, input, { mayStay: namesNobody });
  if (kind.role === 'quasi' || kind.role === 'sensitive')
    return notConcerned(`${kind.title} does not name anybody by itself`);
  return judgeParts(column, input, {
    rule: judgeRule,
    column: (other) => judge(other, input),
  });
}

/** Dates and places tell somebody together with others only. */
function namesNobody(type: string): boolean {
  const role = kindOf({ type })?.role;
  return role === 'quasi' || role === 'sensitive';
}

function judgeRule(rule: ClaimRule): Judgement {
  const { family } = rule.properties;
  if (isRemoved(rule)) return passes('removed');
  if (family === 'keyed') return passes('replaced under the key');
  if (family === 'random') return passes('replaced at random; the map, if kept, is the secret');
  return refused(`${PROBLEMS[family]}: use hash.hmac, a fake strategy or fpe.ff1`);
}

const PROBLEMS: Readonly<
  Record<Exclude<ClaimRule['properties']['family'], 'keyed' | 'random'>, string>
> = {
  kept: 'the identifier is kept',
  removed: 'the mask still tells something of the value',
  generalised: 'what is less precise is not replaced',
  unkeyed: 'no secret is needed to try all values',
  partial: 'a part of the identifier stays',
  rearranged: 'identifiers of others stay',
  perturbed: 'the value can be guessed from its neighbourhood',
  composed: 'its parts are not known',
};
