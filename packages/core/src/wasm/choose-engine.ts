import { RowmillError } from '../errors.ts';
import { PLATFORM } from './platform.ts';

/** Who runs the kernels: TypeScript, the reference, or WebAssembly. Both give the same bytes. */
export type EngineName = 'ts' | 'wasm';

/** `ROWMILL_ENGINE` names an engine that is not there. */
export class EngineError extends RowmillError {
  override readonly name = 'EngineError';
}

/** A module of one function that counts the bits of a vector: valid where SIMD is. */
const SIMD_PROBE = Uint8Array.of(
  // Header, a type of no parameters and no result, one function of it.
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  ...[0x03, 0x02, 0x01, 0x00],
  // i32.const 0, i8x16.splat, i8x16.popcnt, drop.
  ...[0x0a, 0x0b, 0x01, 0x09, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0xfd, 0x62, 0x1a, 0x0b],
);

/** Whether this platform runs WebAssembly with 128-bit vectors. */
export function hasWasm(): boolean {
  return PLATFORM?.validate(SIMD_PROBE) === true;
}

/**
 * The engine that `ROWMILL_ENGINE` asks for; without it WebAssembly where the platform has it.
 *
 * @throws {@link EngineError}
 */
export function chooseEngine(wanted = environment().ROWMILL_ENGINE): EngineName {
  if (wanted === undefined || wanted === '') return hasWasm() ? 'wasm' : 'ts';
  if (wanted === 'ts') return wanted;
  if (wanted !== 'wasm') {
    throw new EngineError(`ROWMILL_ENGINE is "${wanted}": set it to "ts" or "wasm", or unset it`);
  }
  if (!hasWasm()) {
    throw new EngineError(
      'ROWMILL_ENGINE is "wasm", but this platform runs no WebAssembly with SIMD: unset it',
    );
  }
  return wanted;
}

/** The one thing that the core reads from outside; empty where there is no process (browsers). */
function environment(): { readonly ROWMILL_ENGINE?: string | undefined } {
  const { process } = globalThis as {
    process?: { env?: { readonly ROWMILL_ENGINE?: string | undefined } };
  };
  return process?.env ?? {};
}
