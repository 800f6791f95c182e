import type { PageKernels } from '../format/parquet/page-kernels.ts';
import type { Memory } from '../kernels/memory.ts';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/parquet.generated.ts';

const exportsOf = openModule<PageKernels>(WASM);

/** The kernels of Parquet pages in WebAssembly, for a memory that is WebAssembly's: the exports as they are. */
export function openFastPageKernels(memory: Memory): PageKernels {
  return exportsOf(memory);
}
