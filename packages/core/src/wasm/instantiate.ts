import type { Memory } from '../kernels/memory.ts';
import { platform, type WasmModule } from './platform.ts';

/**
 * A module of `kernels/`, compiled once per thread when it is first needed and tied once to each memory.
 *
 * @param base64 the module, as a generated file of `modules/` holds it
 * @returns gives the functions of the module for a memory; throws TypeError when that is not WebAssembly's
 */
export function openModule<Exports>(base64: string): (memory: Memory) => Exports {
  const opened = new WeakMap<Memory, Exports>();
  let compiled: WasmModule | undefined;
  return (memory) => {
    const known = opened.get(memory);
    if (known !== undefined) return known;
    compiled ??= compile(base64);
    const exports = instantiate<Exports>(compiled, memory);
    opened.set(memory, exports);
    return exports;
  };
}

function compile(base64: string): WasmModule {
  return new (platform().Module)(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
}

function instantiate<Exports>(compiled: WasmModule, { wasm }: Memory): Exports {
  if (wasm === undefined) throw new TypeError('kernels in WebAssembly need its memory');
  const { exp, log, log1p, pow } = Math;
  // The same functions of the platform as the TypeScript kernels call: equal to the last bit.
  const imports = { env: { memory: wasm }, math: { exp, log, log1p, pow } };
  return new (platform().Instance)(compiled, imports).exports as Exports;
}
