import type { EdgeCaseKind } from './types-edge-cases.ts';
import type {
  AnonymityRequest,
  ClaimName,
  MaskingRequest,
  ProcessingRecord,
} from './types-masking.ts';

/** Rows as a person writes them: `1000`, `"1_000_000"`, `"10k"`, `"1.5M"`. */
type RowCountInput = number | string;

/** Children per parent row. */
export type CountInput =
  | RowCountInput
  | { min: RowCountInput; max: RowCountInput }
  | { zipf: number; min: RowCountInput; max: RowCountInput }
  | { poisson: number; min?: RowCountInput; max?: RowCountInput }
  | { histogram: Record<string, number> | readonly { value: number | string; weight: number }[] };

/** Settings of masking as written. */
export interface MaskingInput
  extends Partial<
    Omit<
      MaskingRequest,
      'key' | 'keyVersion' | 'keyCustodian' | 'claims' | 'anonymity' | 'processing' | 'strict'
    >
  > {
  key?: string | { ref: string; version?: string | number; custodian?: string };
  claim?: ClaimName | readonly ClaimName[];
  claims?: ClaimName | readonly ClaimName[];
  anonymity?: Record<
    string,
    Partial<AnonymityRequest> & Pick<AnonymityRequest, 'quasiIdentifiers'>
  >;
  processing?: Omit<ProcessingRecord, 'transfers' | 'security'> &
    Partial<Pick<ProcessingRecord, 'transfers' | 'security'>>;
  strict?: boolean;
}

/** One column as written; a string is the name of a generator (in a source table: of a masking strategy). */
export type ColumnInput =
  | string
  | {
      generator: string;
      unique?: boolean;
      nulls?: number;
      edgeCases?: false;
      [option: string]: unknown;
    }
  | {
      references: string;
      pick?: 'uniform' | 'zipf' | 'parent';
      exponent?: number;
      nulls?: number;
      link?: string;
      edgeCases?: false;
    }
  | { lookup: string; link?: string; nulls?: number; edgeCases?: false }
  | {
      derive: string;
      type?: 'number' | 'integer' | 'string' | 'boolean' | 'timestamp' | 'date';
      nulls?: number;
      edgeCases?: false;
    }
  | { mask: string; references?: string; [option: string]: unknown };

type SourceInput =
  | { kind: 'csv'; path: string; delimiter?: string }
  | { kind: 'ndjson'; path: string }
  | { kind: 'json'; path: string; rows?: string }
  | { kind: 'parquet'; path: string }
  | { kind: 'mysql'; url: string; table: string; schema?: string }
  | { kind: 'postgres'; url: string; table: string; schema?: string };

/** Edge cases of a table. */
export interface EdgeCasesInput {
  share?: number;
  strength?: number;
  kinds?: readonly EdgeCaseKind[];
  invalid?: boolean;
}

export interface TableInput {
  rows?: RowCountInput | { per: string; count: CountInput };
  source?: SourceInput;
  locale?: string;
  key?: string | readonly string[];
  unique?: readonly (readonly string[])[];
  columns: Record<string, ColumnInput>;
  edgeCases?: boolean | EdgeCasesInput;
}

export type TargetInput =
  | {
      kind: 'postgres';
      url?: string;
      embedded?: boolean;
      isolation?: 'database' | 'schema' | 'none';
      tables?: readonly string[];
    }
  | {
      kind: 'directory';
      path: string;
      format: 'parquet' | 'csv' | 'ndjson' | 'json' | 'sql';
      compression?: 'snappy' | 'gzip' | 'zstd' | 'none';
      tables?: readonly string[];
    }
  | {
      kind: 's3';
      url: string;
      format: 'parquet' | 'csv' | 'ndjson' | 'json' | 'sql';
      compression?: 'snappy' | 'gzip' | 'zstd' | 'none';
      tables?: readonly string[];
    };

/** A request as a person writes it, in YAML or TypeScript. */
export interface RequestInput {
  $schema?: string;
  name: string;
  seed?: number;
  locale?: string;
  referenceDate?: string;
  imports?: Record<string, string>;
  tables: Record<string, TableInput>;
  edgeCases?: boolean | (EdgeCasesInput & { labels?: string });
  masking?: MaskingInput;
  validation?: {
    schemas?: Record<string, string | Record<string, unknown>>;
    expectations?: readonly { expect: string; table: string; [option: string]: unknown }[];
    keywords?: Record<
      string,
      { expression: string; message?: string; type?: string | readonly string[] }
    >;
    failures?: 'ndjson' | 'parquet';
  };
  environments?: Record<string, { lease?: string; targets: readonly TargetInput[] }>;
  test?: { command: string; timeout?: string };
  cleanup?: 'always' | 'on-success' | 'never';
  workflow?: string;
}

/**
 * Gives a request in TypeScript its type: `export default defineRequest({ ... })`. Changes nothing; table and column
 * names stay known to the compiler, so that `rows` can check them.
 */
export function defineRequest<const Defined extends RequestInput>(request: Defined): Defined {
  return request;
}
