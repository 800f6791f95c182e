/** Readers: bytes of files to columns of text views. */
export { readCsv } from './csv';
export { readNdjson } from './ndjson';
export {
  CELL_ADDRESS,
  CELL_LENGTH,
  CELL_TAG,
  DELIMITER,
  END,
  FIELD_BYTES,
  FIELD_COUNT,
  FIELDS,
  HEAP,
  LINE,
  LINES,
  LITERAL,
  LITERAL_LENGTH,
  POSITION,
  RAW_ADDRESS,
  RAW_LENGTH,
  TAIL,
  TAIL_LENGTH,
  WIDE,
} from './plan';
export { markValid } from './valid';
