/**
 * Kernels of Parquet pages. Cells are read where a batch has them, pages are put together in regions that the writer
 * owns; `src/format/parquet/page-kernels.ts` says what each one means, and is the list that the exports follow.
 */
export { countFlags, packFlags, takeFlags } from './flags';
export { narrowWhole, takeInts, takeUuids, takeWhole, takeWide } from './cells';
export { gatherTexts, stageTexts, sumLengths } from './texts';
export { floatBounds, textBounds, uuidBounds, wholeBounds } from './bounds';
export { lookUpTexts, recodeTexts } from './dictionary';
export { packCodes } from './packing';
export { intDeltas, wholeDeltas } from './deltas';
export { compressSnappy } from './snappy';
export { fillChecksumTables, updateChecksum } from './checksum';
