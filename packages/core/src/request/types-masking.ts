/** What a dataset can be claimed to be. */
export const CLAIMS = [
  'hipaa-safe-harbor',
  'hipaa-limited-data-set',
  'hipaa-expert-determination',
  'gdpr-pseudonymised',
  'gdpr-anonymised',
  'pci-no-live-pan',
  'synthetic',
] as const;

export type ClaimName = (typeof CLAIMS)[number];

/** Limits that the rows of a masked table have to keep. */
export interface AnonymityRequest {
  /** Columns that name people together, e.g. year of birth, sex and post code. */
  readonly quasiIdentifiers: readonly string[];
  /** Columns whose values must not follow from those. */
  readonly sensitive: readonly string[];
  /** Fewest rows that are alike in the quasi-identifiers. */
  readonly k: number;
  /** Fewest different sensitive values among them. */
  readonly l?: number;
  /** Greatest distance of the sensitive values among them from those of the whole table, 0 to 1. */
  readonly t?: number;
}

/** What people say for a dataset. Days are written `2026-01-31`. */
export interface MaskingStatements {
  /** Who says that nothing left in the data is known to name anybody: 45 CFR 164.514(b)(2)(ii). */
  readonly actualKnowledge?: { readonly name: string; readonly date: string };
  /** Who has read a sample of the masked texts: detectors do not know every name. */
  readonly textReview?: { readonly name: string; readonly date: string };
  /** The determination of an expert: 45 CFR 164.514(b)(1). */
  readonly expert?: {
    readonly name: string;
    readonly method: string;
    /** Where his report is. */
    readonly report: string;
    /** Last day on which it holds. */
    readonly expires: string;
  };
  /** The contract with who receives a limited data set: 45 CFR 164.514(e)(4). */
  readonly dataUseAgreement?: { readonly id: string };
  /** Who has assessed that the data are anonymous. */
  readonly reviewer?: { readonly name: string; readonly date: string };
  /** The record of the key's destruction in the audit trail. */
  readonly keyDestroyed?: { readonly event: string };
}

/** Record of processing: article 30 of the GDPR. */
export interface ProcessingRecord {
  readonly controller: string;
  readonly purpose: string;
  /** Whose data, e.g. customers. */
  readonly subjects: readonly string[];
  /** Which data, e.g. contact details. */
  readonly categories: readonly string[];
  readonly recipients: readonly string[];
  /** To other countries, with their safeguards. */
  readonly transfers: readonly string[];
  readonly retention: string;
  /** Technical and organisational measures. */
  readonly security: readonly string[];
}

/** Settings of masking. */
export interface MaskingRequest {
  /** Reference of the secret, never the key itself. */
  readonly key?: string;
  /** Which version of the key it is, in the words of who keeps it. */
  readonly keyVersion?: string;
  /** Role that answers for the key. */
  readonly keyCustodian?: string;
  /** Masks of two purposes do not join. */
  readonly purpose?: string;
  /** What the dataset has to be, without repeats. Absent where nothing is claimed. */
  readonly claims?: readonly ClaimName[];
  /** What "now" is for ages and dates, where it differs from `referenceDate`; written `2025-01-01T00:00:00.000Z`. */
  readonly asOf?: string;
  /** Reference of the place where random masks are kept with their values. */
  readonly vault?: string;
  /** By table. */
  readonly anonymity?: Readonly<Record<string, AnonymityRequest>>;
  readonly statements?: MaskingStatements;
  readonly processing?: ProcessingRecord;
  readonly audit?: {
    /** Folder of the trail; that of the store unless given. */
    readonly path?: string;
    /** Folder or `s3://bucket/prefix` that every checkpoint is copied to. */
    readonly outside?: string;
    /** Reference of the Ed25519 key that signs checkpoints. */
    readonly signingKey?: string;
    /** Records between two checkpoints. */
    readonly every?: number;
  };
  /** What is unsure stops the run as well. */
  readonly strict?: true;
}
