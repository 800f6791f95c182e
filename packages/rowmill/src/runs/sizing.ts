/** How a run is cut, where that is not left to the machine that it runs on. */
export interface Sizing {
  /** Parts (65,536 rows each) of one shard, at the least. The rows of a table do not depend on it. */
  readonly partsPerShard: number;
  /** Shards that are built at the same time. */
  readonly buildConcurrency: number;
  /** Shards that are delivered at the same time. */
  readonly deliveryConcurrency: number;
}
