import type { ClaimAssessment, MaskPlan, Request, TableProof } from '@rowmill/core/engine';
import type { AuditMark } from '../audit/audit-log.ts';
import type { CheckVerdict, EnvironmentCopy, RunIdentity } from './compliance-report.ts';

/** A masked table, as it was planned and as it came out. */
export interface MaskedTableFacts {
  readonly masks: MaskPlan;
  readonly describe: string;
  /** What tells the state of the source that was read. */
  readonly snapshot?: string | undefined;
  readonly rows: number;
  /** Cells by column. */
  readonly counts: readonly {
    readonly column: string;
    readonly masked: number;
    readonly nulls: number;
  }[];
  readonly proof?: TableProof | undefined;
}

/** All that a report is made of. */
export interface ComplianceInput {
  readonly run: RunIdentity;
  readonly request: Pick<Request, 'tables' | 'masking'>;
  readonly tables: readonly MaskedTableFacts[];
  readonly maskKeyId?: string | undefined;
  readonly claims: readonly ClaimAssessment[];
  readonly checks: readonly (Omit<CheckVerdict, 'failingRows'> & {
    readonly failingRows: number;
  })[];
  readonly environments: readonly EnvironmentInput[];
  readonly audit: AuditMark & { readonly checkpoint?: string };
}

export type EnvironmentInput = Omit<EnvironmentCopy, 'targets'> & {
  readonly targets: readonly (Omit<EnvironmentCopy['targets'][number], 'rows'> & {
    readonly rows: number;
  })[];
};
