import {
  type ClaimColumn,
  type ClaimInput,
  type ClaimRule,
  kindOf,
  limitsOf,
} from './claim-input.ts';
import { isRemoved, judgeParts, judgeText, UNDECIDED } from './judge-parts.ts';
import { measuredAnonymity } from './statements.ts';
import {
  type ClaimDefinition,
  type Judgement,
  notConcerned,
  passes,
  refused,
  type StatementVerdict,
} from './verdict.ts';

/** A named expert has found the risk very small, by a documented method, with the numbers of this run. */
export const hipaaExpertDetermination: ClaimDefinition = {
  claim: 'hipaa-expert-determination',
  summary:
    'A named expert has found the risk very small, by a documented method and measured numbers: 45 CFR 164.514(b)(1).',
  judge,
  statements: (input) => [expertStatement(input), ...riskNumbers(input)],
};

function judge(column: ClaimColumn, input: ClaimInput): Judgement {
  if (isRemoved(column)) return passes('removed');
  const { type } = column;
  if (type === undefined) return UNDECIDED;
  const kind = kindOf(column);
  if (kind === undefined) return notConcerned('data of nobody');
  if (type === 'free-text')
    return judgeText(column, input, {
      mayStay: (found) => kindOf({ type: found })?.role === 'quasi',
    });
  if (kind.role === 'quasi' || kind.role === 'sensitive') {
    const { quasiIdentifiers = [], sensitive = [] } = limitsOf(input, column.table) ?? {};
    if ([...quasiIdentifiers, ...sensitive].includes(column.column))
      return passes('its risk is measured');
  }
  return judgeParts(column, input, {
    rule: (rule) => judgeRule(rule, kind.role),
    column: (other) => judge(other, input),
  });
}

function judgeRule(rule: ClaimRule, role: string): Judgement {
  const { family } = rule.properties;
  if (family === 'unkeyed')
    return refused('anybody can try all values: use hash.hmac in its place');
  if (family === 'kept' && (role === 'direct' || role === 'secret'))
    return refused('the identifier is kept: use hash.hmac, a fake strategy, redact or drop');
  if (role === 'quasi' && (family === 'kept' || family === 'partial'))
    return refused(
      'it tells people apart, but its risk is not measured: name it in `anonymity.TABLE.quasiIdentifiers`',
    );
  return passes(`${family}: for the expert to judge`);
}

function expertStatement({ masking, today }: ClaimInput): StatementVerdict {
  const statement = 'determination of an expert';
  const expert = masking.statements?.expert;
  if (expert === undefined)
    return {
      statement,
      verdict: 'refused',
      reason:
        'it is missing: add `statements: { expert: { name, method, report, expires } }` once it has been made',
    };
  return today <= expert.expires
    ? { statement, verdict: 'passes', reason: `${expert.name}, until ${expert.expires}` }
    : { statement, verdict: 'refused', reason: `it held until ${expert.expires}: renew it` };
}

function riskNumbers(input: ClaimInput): readonly StatementVerdict[] {
  const measured = measuredAnonymity(input);
  if (measured.length > 0) return measured;
  return [
    {
      statement: 'risk numbers',
      verdict: 'refused',
      reason: 'none are measured: add `anonymity` with the quasi-identifiers of a table',
    },
  ];
}
