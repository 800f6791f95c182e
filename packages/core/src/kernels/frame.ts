import type { Faker } from '@faker-js/faker';
import { BATCH_ROWS, type PackedDictionary } from '../model/batch.ts';
import type { Register, RegisterKind } from '../program/register.ts';
import type { Program } from '../program/steps.ts';
import { allocate, createHeap, type Heap, type Memory, OVERSHOOT, regionSize } from './memory.ts';
import { stepTableBytes, type Table } from './step-tables.ts';

/** Row numbers as two 32-bit halves. */
export interface RowsBuffer {
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Consecutive: `low[i + 1] = low[i] + 1` and `high` is 0 throughout. Kernels may count instead of read. */
  consecutive: boolean;
}

/** Cells as views into memory. */
export interface TextBuffer {
  readonly address: Int32Array;
  readonly length: Int32Array;
}

interface Buffers {
  rows: RowsBuffer;
  int: Int32Array;
  number: Float64Array;
  bigint: BigInt64Array;
  flag: Uint8Array;
  uuid: Int32Array;
  text: TextBuffer;
}

/** The registers, dictionaries and heap of one program in one memory. */
export interface Frame {
  readonly memory: Memory;
  readonly heap: Heap;
  buffer<K extends RegisterKind>(register: Register<K>, kind: K): Buffers[K];
  /** Addresses and lengths of a dictionary's entries. */
  dictionary(index: number): TextBuffer;
  /** Loaded Fakers by locale, for the per-cell escape hatch. */
  readonly fakers: ReadonlyMap<string, Faker>;
  /** Puts a short text into memory for good. */
  literal(text: string): { address: number; length: number };
  /** Puts 32-bit words that describe a step to its kernel into memory for good; gives their address. */
  words(values: readonly number[]): number;
  /** Puts a table into memory for good, each array once; gives its address. Room for it comes from `stepTableBytes`. */
  table(values: Table): number;
}

const BYTES_PER_ROW: Readonly<Record<RegisterKind, number>> = {
  rows: 8,
  int: 4,
  number: 8,
  bigint: 8,
  flag: 1,
  uuid: 16,
  text: 8,
};

/** Room for the literals of a program: templates, JSON keys, and what describes its steps to kernels. */
const LITERAL_BYTES = 1 << 18;
const PARTS_PER_REGISTER = 2;

/** Bytes of memory that the frame of a program needs, its heap included. */
export function frameSize(program: Program, heapBytes: number): number {
  let size = regionSize(heapBytes) + regionSize(LITERAL_BYTES) + 64;
  for (const kind of program.registers) {
    size += regionSize(BYTES_PER_ROW[kind] * BATCH_ROWS) + PARTS_PER_REGISTER * regionSize(0);
  }
  for (const dictionary of program.dictionaries) size += dictionarySize(dictionary);
  for (const step of program.steps) size += stepTableBytes(step);
  return size;
}

/** Bytes of memory that {@link placeDictionary} takes. */
export function dictionarySize({ bytes, offsets }: PackedDictionary): number {
  return regionSize(bytes.byteLength) + 2 * regionSize(4 * (offsets.length - 1));
}

/** Bytes that the registers of a program take for each row of a batch. */
export function bytesPerRow({ registers }: Program): number {
  return registers.reduce((sum, kind) => sum + BYTES_PER_ROW[kind], 0);
}

/** Lays a program out behind what the memory already holds. */
export function openFrame(
  program: Program,
  memory: Memory,
  heapBytes: number,
  fakers: ReadonlyMap<string, Faker> = new Map(),
): Frame {
  const { buffer } = memory;
  const buffers = program.registers.map((kind) => createBuffer(memory, kind));
  const dictionaries = program.dictionaries.map((dictionary) =>
    placeDictionary(memory, dictionary),
  );
  const literals = createHeap(memory, LITERAL_BYTES);
  const heap = createHeap(memory, heapBytes);
  const encoder = new TextEncoder();
  const reserve = (byteLength: number, alignment: number): number => {
    const address = Math.ceil(literals.next / alignment) * alignment;
    const next = address + byteLength + OVERSHOOT;
    if (next > literals.end) {
      throw new RangeError(
        `the literals of table ${program.table} need more than ${LITERAL_BYTES} bytes`,
      );
    }
    literals.next = next;
    return address;
  };
  return {
    memory,
    heap,
    fakers,
    buffer: <K extends RegisterKind>(register: Register<K>, kind: K) => {
      if (program.registers[register] !== kind) {
        throw new TypeError(
          `register ${register} holds ${program.registers[register]}, not ${kind}`,
        );
      }
      return buffers[register] as Buffers[K];
    },
    dictionary: (index) => dictionaries[index] as TextBuffer,
    literal(text) {
      const bytes = encoder.encode(text);
      const address = reserve(bytes.length, 1);
      new Uint8Array(buffer).set(bytes, address);
      return { address, length: bytes.length };
    },
    words(values) {
      const address = reserve(4 * values.length, 4);
      new Int32Array(buffer, address, values.length).set(values);
      return address;
    },
    table: createTables(memory),
  };
}

function createTables(memory: Memory): Frame['table'] {
  const placed = new Map<Table, number>();
  return (values) => {
    const known = placed.get(values);
    if (known !== undefined) return known;
    const address = allocate(memory, values.byteLength);
    const { buffer, byteOffset, byteLength } = values;
    memory.bytes.set(new Uint8Array(buffer, byteOffset, byteLength), address);
    placed.set(values, address);
    return address;
  };
}

function createBuffer(memory: Memory, kind: RegisterKind): Buffers[RegisterKind] {
  const { buffer } = memory;
  const region = (bytesPerRow: number): number => allocate(memory, bytesPerRow * BATCH_ROWS);
  switch (kind) {
    case 'rows':
      return {
        low: new Int32Array(buffer, region(4), BATCH_ROWS),
        high: new Int32Array(buffer, region(4), BATCH_ROWS),
        consecutive: false,
      };
    case 'text':
      return {
        address: new Int32Array(buffer, region(4), BATCH_ROWS),
        length: new Int32Array(buffer, region(4), BATCH_ROWS),
      };
    case 'int':
      return new Int32Array(buffer, region(4), BATCH_ROWS);
    case 'number':
      return new Float64Array(buffer, region(8), BATCH_ROWS);
    case 'bigint':
      return new BigInt64Array(buffer, region(8), BATCH_ROWS);
    case 'flag':
      return new Uint8Array(buffer, region(1), BATCH_ROWS);
    case 'uuid':
      return new Int32Array(buffer, region(16), 4 * BATCH_ROWS);
  }
}

/** Copies a dictionary into memory and notes where each entry lies. */
export function placeDictionary(memory: Memory, { bytes, offsets }: PackedDictionary): TextBuffer {
  const start = allocate(memory, bytes.byteLength);
  memory.bytes.set(bytes, start);
  const count = offsets.length - 1;
  const address = new Int32Array(memory.buffer, allocate(memory, 4 * count), count);
  const length = new Int32Array(memory.buffer, allocate(memory, 4 * count), count);
  for (let i = 0; i < count; i++) {
    const offset = offsets[i] as number;
    address[i] = start + offset;
    length[i] = (offsets[i + 1] as number) - offset;
  }
  return { address, length };
}
