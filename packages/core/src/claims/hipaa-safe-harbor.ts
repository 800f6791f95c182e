import { type ClaimColumn, type ClaimInput, type ClaimRule, kindOf } from './claim-input.ts';
import { isRemoved, judgeParts, judgeText, UNDECIDED } from './judge-parts.ts';
import { judgeIdentifier, letterOf } from './safe-harbor-rules.ts';
import { dayOfAges, signedStatement, textReview } from './statements.ts';
import { type ClaimDefinition, type Judgement, notConcerned, passes, refused } from './verdict.ts';

/** All 18 identifiers are removed, and nobody knows that the rest names somebody. */
export const hipaaSafeHarbor: ClaimDefinition = {
  claim: 'hipaa-safe-harbor',
  summary:
    'The 18 identifiers are removed and nobody knows that the rest names somebody: 45 CFR 164.514(b)(2).',
  judge,
  statements: (input) => [
    signedStatement(
      'actual knowledge',
      input.masking.statements?.actualKnowledge,
      input.today,
      'add `statements: { actualKnowledge: { name, date } }`: who says that nothing left is known to name anybody',
    ),
    ...dayOfAges(input),
    ...textReview(input),
  ],
};

function judge(column: ClaimColumn, input: ClaimInput): Judgement {
  if (isRemoved(column)) return passes('removed');
  const { type } = column;
  if (type === undefined) return UNDECIDED;
  const kind = kindOf(column);
  if (kind === undefined) return notConcerned('data of nobody');
  if (type === 'free-text') return judgeText(column, input, { rule: judgeInText });
  const letter = letterOf(type, kind.hipaa);
  if (letter === undefined) return notConcerned(`${kind.title} is not on the list`);
  return judgeParts(column, input, {
    rule: (rule) => judgeIdentifier(rule, letter, type),
    column: (other) => judge(other, input),
  });
}

/** A code in a text is derived from an identifier as one in a column is. */
function judgeInText(rule: ClaimRule): Judgement {
  if (isRemoved(rule) || rule.properties.family === 'random') return passes('removed');
  return refused(
    `${rule.strategy} puts into the text what follows from an identifier, which 164.514(c)(1) excludes: use \`found: name\`, redact or \`mask: drop\``,
  );
}
