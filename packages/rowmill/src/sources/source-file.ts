/** A file that a source reads. */
export interface SourceFile {
  /** Of a file of this machine, or `s3://bucket/key`. */
  readonly path: string;
  /** What the source calls itself, for errors. */
  readonly source: string;
  /** Ends the reading: its reason is thrown. */
  readonly signal: AbortSignal;
}
