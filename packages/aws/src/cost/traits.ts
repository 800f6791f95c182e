/** How the pipeline goes about what grows with the rows: the model follows it, and can be asked what a change brings. */
export interface PipelineTraits {
  /** Keys are searched by one function, or by ranges of keys in a map. */
  readonly keySearch: 'one function' | 'map';
  /** Most shards that a table is divided into. */
  readonly mostShards: number;
}

/** The pipeline as it is. */
export const PIPELINE: PipelineTraits = {
  keySearch: 'one function',
  mostShards: 1000,
};

/** As decision 12 proposes it. */
export const PROPOSED_PIPELINE: PipelineTraits = {
  keySearch: 'map',
  mostShards: 10_000,
};
