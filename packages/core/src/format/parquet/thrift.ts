import {
  appendByte,
  appendBytes,
  appendVarint,
  appendZigzag,
  type ByteBuffer,
} from './byte-buffer.ts';

/** Types of fields and of list elements, as the compact protocol numbers them. */
export const ThriftType = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;
const TRUE = 1;
const FALSE = 2;
/** A list of fewer elements has their number in its first byte; a field number that grows by less than 16 as well. */
const SHORT = 15;

/** Writes structures field by field, in ascending order of field numbers. Source: Apache Thrift compact protocol. */
export interface ThriftWriter {
  /** Opens a structure: as a field, or without a number as an element of a list or on its own. */
  open(field?: number): void;
  close(): void;
  bool(field: number, value: boolean): void;
  i32(field: number, value: number): void;
  /** Exact between -2^52 and 2^52. */
  i64(field: number, value: number): void;
  binary(field: number, value: Uint8Array): void;
  string(field: number, value: string): void;
  /** Announces `count` elements, which follow as bare values or opened structures. */
  list(field: number, type: number, count: number): void;
  bareI32(value: number): void;
  bareString(value: string): void;
}

const encoder = new TextEncoder();

export function openThrift(buffer: ByteBuffer): ThriftWriter {
  const outer: number[] = [];
  let last = 0;
  const begin = (field: number, type: number): void => {
    const step = field - last;
    if (step > 0 && step <= SHORT) appendByte(buffer, (step << 4) | type);
    else {
      appendByte(buffer, type);
      appendZigzag(buffer, field);
    }
    last = field;
  };
  const bareBinary = (value: Uint8Array): void => {
    appendVarint(buffer, value.length);
    appendBytes(buffer, value);
  };
  const binary = (field: number, value: Uint8Array): void => {
    begin(field, ThriftType.binary);
    bareBinary(value);
  };
  const number = (type: number) => (field: number, value: number) => {
    begin(field, type);
    appendZigzag(buffer, value);
  };
  return {
    open(field) {
      if (field !== undefined) begin(field, ThriftType.struct);
      outer.push(last);
      last = 0;
    },
    close() {
      appendByte(buffer, 0);
      last = outer.pop() ?? 0;
    },
    bool: (field, value) => begin(field, value ? TRUE : FALSE),
    i32: number(ThriftType.i32),
    i64: number(ThriftType.i64),
    binary,
    string: (field, value) => binary(field, encoder.encode(value)),
    list(field, type, count) {
      begin(field, ThriftType.list);
      if (count < SHORT) appendByte(buffer, (count << 4) | type);
      else {
        appendByte(buffer, (SHORT << 4) | type);
        appendVarint(buffer, count);
      }
    },
    bareI32: (value) => appendZigzag(buffer, value),
    bareString: (value) => bareBinary(encoder.encode(value)),
  };
}
