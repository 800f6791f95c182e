import type { HipaaIdentifier } from '../pii/pii-types.ts';
import { type ClaimColumn, type ClaimInput, type ClaimRule, kindOf } from './claim-input.ts';
import { isRemoved, judgeParts, judgeText, UNDECIDED } from './judge-parts.ts';
import { letterOf } from './safe-harbor-rules.ts';
import { givenStatement, textReview } from './statements.ts';
import { type ClaimDefinition, type Judgement, notConcerned, passes, refused } from './verdict.ts';

/** 164.514(e)(2) leaves out of its list: dates and ages, and other numbers and codes. */
const MAY_STAY: ReadonlySet<HipaaIdentifier> = new Set(['C', 'R']);

/** Of places, town, state and ZIP code may stay; what is finer may not. */
const PLACES_THAT_STAY: ReadonlySet<string> = new Set(['city', 'postal-code']);

/** Codes that anybody can open or use stay in no release; numbers of tax and identity are what others have for an SSN. */
const NEVER: ReadonlySet<string> = new Set([
  'password',
  'secret',
  'card-code',
  'tax-id',
  'national-id',
]);

/** The 16 direct identifiers are removed; towns, ZIP codes and dates may stay, under a contract. */
export const hipaaLimitedDataSet: ClaimDefinition = {
  claim: 'hipaa-limited-data-set',
  summary:
    'The 16 direct identifiers are removed; towns, ZIP codes and dates stay under a contract: 45 CFR 164.514(e).',
  judge,
  statements: (input) => [
    givenStatement(
      'data use agreement',
      input.masking.statements?.dataUseAgreement?.id,
      'add `statements: { dataUseAgreement: { id } }`',
    ),
    ...textReview(input),
  ],
};

function judge(column: ClaimColumn, input: ClaimInput): Judgement {
  if (isRemoved(column)) return passes('removed');
  const { type } = column;
  if (type === undefined) return UNDECIDED;
  const kind = kindOf(column);
  if (kind === undefined) return notConcerned('data of nobody');
  if (type === 'free-text') return judgeText(column, input, { mayStay });
  if (mayStay(type)) return notConcerned(`${kind.title} may stay`);
  return judgeParts(column, input, {
    rule: (rule) => judgeRule(rule, kind.title),
    column: (other) => judge(other, input),
  });
}

function mayStay(type: string): boolean {
  if (NEVER.has(type)) return false;
  const letter = letterOf(type, kindOf({ type })?.hipaa);
  return letter === undefined || MAY_STAY.has(letter) || PLACES_THAT_STAY.has(type);
}

function judgeRule(rule: ClaimRule, title: string): Judgement {
  const { family } = rule.properties;
  if (isRemoved(rule)) return passes('removed');
  if (family === 'random') return passes('replaced at random');
  if (family === 'keyed') return passes('replaced by a code under a key that is not disclosed');
  return refused(
    `${title} is a direct identifier, of which ${rule.strategy} leaves something: use hash.hmac, a fake strategy, redact or \`mask: drop\``,
  );
}
