import type { Leak, MaskFamily, ProcessingRecord, Reveals } from '@rowmill/core/engine';
import type { GuardedCount } from './guarded-count.ts';
import type { ResidualRisk } from './residual-risk.ts';
import type { ShownOption } from './shown-options.ts';

/** Rises when a reader of the older form would misread the newer. */
export const COMPLIANCE_VERSION = 1;

/**
 * What a run did with data of people, for those who answer for it. Its JSON Schema is
 * `rowmill/schema/compliance-report.json`. It holds no value of a source, no secret, and no count of rows that is so
 * small that it may be about one person.
 */
export interface ComplianceReport {
  readonly version: typeof COMPLIANCE_VERSION;
  readonly kind: 'rowmill-compliance-report';
  readonly run: RunIdentity;
  /** Counts below it are told as `< 10`. */
  readonly countThreshold: number;
  readonly sources: readonly SourceIdentity[];
  readonly columns: readonly ColumnDecision[];
  /** Absent where no mask depends on a key. */
  readonly key?: KeyUse;
  /** Absent where no post code was cut by it. */
  readonly zip3?: { readonly list: string; readonly digest: string };
  readonly claims: readonly ClaimResult[];
  readonly proofs: readonly TableEvidence[];
  readonly checks: readonly CheckVerdict[];
  /** Personal data that stays as it is, and who answers for that. */
  readonly exceptions: readonly DecisionException[];
  readonly environments: readonly EnvironmentCopy[];
  /** Article 30 of the GDPR; absent where the request has none. */
  readonly processing?: ProcessingRecord;
  /** What people have said for the dataset, as the request has it. */
  readonly statements: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly audit: AuditEvidence;
}

export interface RunIdentity {
  readonly id: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'stopped';
  /** RFC 3339, UTC. */
  readonly started: string;
  /** What "now" was for ages and dates; RFC 3339, UTC. */
  readonly asOf: string;
  readonly rowmillVersion: string;
  readonly dataset: string;
  /** SHA-256 over everything that rows follow from. */
  readonly planDigest: string;
  /** SHA-256 over the decisions for all columns. */
  readonly decisionsDigest: string;
}

export interface SourceIdentity {
  readonly table: string;
  /** As the source calls itself; never a password. */
  readonly describe: string;
  /** What tells the state of the source that was read: a digest of a file, a snapshot of a database. */
  readonly snapshot?: string;
  readonly rows: GuardedCount;
}

export interface ColumnDecision {
  readonly table: string;
  readonly column: string;
  /** Kind of personal data; `none` for data of nobody, `undecided` where nobody has said. */
  readonly type: string;
  /** How sure detection was of the kind, 0 to 1; absent where a person has said it. */
  readonly confidence?: number;
  readonly strategy: string;
  readonly options: Readonly<Record<string, ShownOption>>;
  /** Strategies inside of it, such as those for the paths of documents; absent where there are none. */
  readonly inside?: readonly string[];
  readonly properties: ShownProperties;
  readonly residualRisk: ResidualRisk;
  readonly masked: GuardedCount;
  readonly nulls: GuardedCount;
  readonly reason?: string;
  readonly approver?: string;
  /** Last day of the decision. */
  readonly expires?: string;
}

/** What may be relied on of a strategy with these options. */
export interface ShownProperties {
  readonly family: MaskFamily;
  readonly deterministic: boolean;
  readonly referential: boolean;
  readonly injective: boolean;
  readonly reversible: 'no' | 'by key' | 'by map';
  readonly keyed: boolean;
  readonly reveals: Reveals;
  readonly leaks: readonly Leak[];
}

export interface KeyUse {
  /** Tells keys apart, and says nothing of the key. */
  readonly id: string;
  readonly version?: string;
  readonly custodian?: string;
  readonly purpose?: string;
  readonly randomness: string;
}

export interface ClaimResult {
  readonly claim: string;
  readonly verdict: 'earned' | 'refused' | 'open';
  /** Why: columns and statements that did not pass, or all that did where it is earned. */
  readonly findings: readonly {
    /** `table.column`, or the statement. */
    readonly about: string;
    readonly verdict: string;
    readonly reason: string;
  }[];
}

/** What was measured of a masked table before anybody got it. */
export interface TableEvidence {
  readonly table: string;
  readonly rows: GuardedCount;
  /** One value in so many was looked for. */
  readonly sampledOneIn: number;
  readonly columns: readonly ColumnEvidence[];
  readonly anonymity?: AnonymityEvidence;
}

export interface ColumnEvidence {
  readonly column: string;
  /** Values of the source that were found in what is delivered, those by chance aside. */
  readonly survived?: GuardedCount;
  readonly byChance?: GuardedCount;
  /** Share of masks inside of reserved ranges, 0 to 1; `all` where too few were checked to tell it. */
  readonly reservedShare?: number | 'all' | 'not all';
  readonly tooLong: GuardedCount;
  readonly changedNulls: GuardedCount;
  /** Personal data that detectors have found in a sample of the masks, by kind. */
  readonly detected: Readonly<Record<string, GuardedCount>>;
}

export interface AnonymityEvidence {
  readonly quasiIdentifiers: readonly string[];
  readonly sensitive: readonly string[];
  /** Fewest rows that are alike: the measure itself, which is told whatever it is. Absent where nobody could count. */
  readonly k?: number;
  readonly rowsBelow?: GuardedCount;
  readonly classes?: GuardedCount;
  readonly diversity?: readonly {
    readonly column: string;
    readonly distinctL: number;
    readonly entropyL: number;
    readonly t: number;
  }[];
}

export interface CheckVerdict {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly passed: boolean;
  readonly failingRows: GuardedCount;
}

export type DecisionException = Pick<
  ColumnDecision,
  'table' | 'column' | 'type' | 'strategy' | 'reason' | 'approver' | 'expires'
>;

export interface EnvironmentCopy {
  readonly name: string;
  /** Milliseconds that it was leased for. */
  readonly leaseMs?: number;
  /** When the lease ends at the latest; RFC 3339, UTC. */
  readonly leaseEnds?: string;
  readonly targets: readonly {
    readonly describe: string;
    readonly tables: readonly string[];
    readonly rows: GuardedCount;
    readonly verified?: string;
  }[];
  /** Proof of deletion: what clean-up has removed, a line for each. */
  readonly removed: readonly string[];
}

/** How the audit trail stood when the report was written: it covers all of the run up to then. */
export interface AuditEvidence {
  readonly size: number;
  /** Base64, SHA-256. */
  readonly root: string;
  /** A checkpoint in the form of C2SP; absent where nobody there has a key to sign with. */
  readonly checkpoint?: string;
}
