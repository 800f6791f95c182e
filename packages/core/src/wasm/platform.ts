/** The part of the WebAssembly JavaScript interface (W3C) that rowmill uses: no library of types without a DOM has it. */
interface WebAssemblyPlatform {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Memory: new (pages: { initial: number; maximum: number }) => WasmMemory;
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: unknown };
}

/** A compiled module; nothing of it can be seen from outside. */
export interface WasmModule {
  readonly kind?: 'module';
}

/** Linear memory. It is never grown, so its buffer stays the same. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** WebAssembly, where there is one. */
export const PLATFORM = (globalThis as { readonly WebAssembly?: WebAssemblyPlatform }).WebAssembly;

/** @throws TypeError where there is none: whoever calls has looked before */
export function platform(): WebAssemblyPlatform {
  if (PLATFORM === undefined) throw new TypeError('this platform has no WebAssembly');
  return PLATFORM;
}
