import type { ClaimName } from '../request/types-masking.ts';
import { type ClaimColumn, type ClaimInput, proofOf } from './claim-input.ts';
import { gdprAnonymised } from './gdpr-anonymised.ts';
import { gdprPseudonymised } from './gdpr-pseudonymised.ts';
import { hipaaExpertDetermination } from './hipaa-expert-determination.ts';
import { hipaaLimitedDataSet } from './hipaa-limited-data-set.ts';
import { hipaaSafeHarbor } from './hipaa-safe-harbor.ts';
import { pciNoLivePan } from './pci-no-live-pan.ts';
import { synthetic } from './synthetic.ts';
import {
  type ClaimAssessment,
  type ClaimDefinition,
  type ColumnVerdict,
  type Judgement,
  open,
  refused,
} from './verdict.ts';

/** Every claim by its name. */
export const CLAIM_DEFINITIONS: Readonly<Record<ClaimName, ClaimDefinition>> = {
  'hipaa-safe-harbor': hipaaSafeHarbor,
  'hipaa-limited-data-set': hipaaLimitedDataSet,
  'hipaa-expert-determination': hipaaExpertDetermination,
  'gdpr-pseudonymised': gdprPseudonymised,
  'gdpr-anonymised': gdprAnonymised,
  'pci-no-live-pan': pciNoLivePan,
  synthetic,
};

/** Judges the claims that a request asks for, column by column; none where it asks for none. */
export const assessClaims = (input: ClaimInput): readonly ClaimAssessment[] =>
  (input.masking.claims ?? []).map((claim) => assessClaim(claim, input));

/** Judges one claim. Before the run, what has to be measured stays open. */
export function assessClaim(claim: ClaimName, input: ClaimInput): ClaimAssessment {
  const definition = CLAIM_DEFINITIONS[claim];
  const columns = input.columns.map((column): ColumnVerdict => {
    const judgement = measured(column, input, definition.judge(column, input));
    return { table: column.table, column: column.column, ...judgement };
  });
  const statements = definition.statements(input);
  const all = [...columns, ...statements];
  const isRefused = all.some(({ verdict }) => verdict === 'refused');
  return {
    claim,
    earned: !isRefused && all.every(({ verdict }) => verdict !== 'open'),
    refused: isRefused,
    columns,
    statements,
  };
}

/** What a rule promises counts once the run has shown it. */
function measured(column: ClaimColumn, input: ClaimInput, judgement: Judgement): Judgement {
  if (judgement.verdict !== 'passes' || column.properties.family === 'removed') return judgement;
  if (input.proofs === undefined) return open(`${judgement.reason}; the run has to show it`);
  const survival = proofOf(input, column)?.survival;
  if (survival !== undefined && survival.survived > 0)
    return refused('values of the source are in what would be delivered');
  return judgement;
}
