import { parquetSize } from '../../lib/parquet-size.mjs';

export const peer = parquetSize('gzip');
