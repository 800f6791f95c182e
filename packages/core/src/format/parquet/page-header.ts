import type { ByteBuffer } from './byte-buffer.ts';
import { Encoding, PageType } from './names.ts';
import { openThrift } from './thrift.ts';

interface PageSizes {
  /** Bytes behind the header, before compression and as stored. */
  readonly byteSize: number;
  readonly storedSize: number;
  /** CRC-32 of the bytes as stored. */
  readonly checksum: number;
}

export interface DataPage extends PageSizes {
  readonly rowCount: number;
  readonly nullCount: number;
  readonly encoding: number;
  readonly levelsSize: number;
  readonly isCompressed: boolean;
}

/** Source: Parquet format, `PageHeader`, `DataPageHeaderV2`. */
export function appendDataHeader(buffer: ByteBuffer, page: DataPage): void {
  const thrift = openThrift(buffer);
  thrift.open();
  thrift.i32(1, PageType.DATA_PAGE_V2);
  thrift.i32(2, page.byteSize);
  thrift.i32(3, page.storedSize);
  thrift.i32(4, page.checksum);
  thrift.open(8);
  thrift.i32(1, page.rowCount);
  thrift.i32(2, page.nullCount);
  thrift.i32(3, page.rowCount);
  thrift.i32(4, page.encoding);
  thrift.i32(5, page.levelsSize);
  thrift.i32(6, 0);
  thrift.bool(7, page.isCompressed);
  thrift.close();
  thrift.close();
}

/** Source: Parquet format, `DictionaryPageHeader`. */
export function appendDictionaryHeader(
  buffer: ByteBuffer,
  page: PageSizes & { readonly entryCount: number },
): void {
  const thrift = openThrift(buffer);
  thrift.open();
  thrift.i32(1, PageType.DICTIONARY_PAGE);
  thrift.i32(2, page.byteSize);
  thrift.i32(3, page.storedSize);
  thrift.i32(4, page.checksum);
  thrift.open(7);
  thrift.i32(1, page.entryCount);
  thrift.i32(2, Encoding.PLAIN);
  thrift.close();
  thrift.close();
}
