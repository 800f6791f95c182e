import type { DeliveredPart, LoadOrigin } from '../targets/target.ts';

/** What was sent of a shard, in a file of the run. */
export interface DeliveryFile {
  readonly rows: number;
  /** 16 hexadecimal digits; see `createRowDigest`. */
  readonly digest: string;
  readonly origin?: LoadOrigin;
  readonly format?: 'binary' | 'text';
  /** Bytes of a file. */
  readonly bytes?: number;
  /** Where the shard is a part file of its own. */
  readonly part?: DeliveredPart;
}

/** Folder of what was sent of a table since its target was made. */
export const deliveryFolder = (delivery: string, table: string): string =>
  `deliveries/${delivery}/${encodeURIComponent(table)}/`;

export const deliveryFileName = (delivery: string, table: string, shard: number): string =>
  `${deliveryFolder(delivery, table)}${shard}.json`;
