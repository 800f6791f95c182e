import type { Memory } from '../kernels/memory.ts';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/readers.generated.ts';

/** `kernels/readers`: addresses and counts are 32-bit integers. */
export interface ReaderExports {
  readNdjson(plan: number, first: number, limit: number): number;
  readCsv(plan: number, first: number, limit: number): number;
  markValid(tags: number, valid: number, count: number): void;
}

const exportsOf = openModule<ReaderExports>(WASM);

/** The readers in WebAssembly; undefined where TypeScript has to do. */
export function openFastReaders(memory: Memory): ReaderExports | undefined {
  return memory.wasm === undefined ? undefined : exportsOf(memory);
}
