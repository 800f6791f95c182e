import { createMemory, type Memory } from '../kernels/memory.ts';
import { chooseEngine, type EngineName } from './choose-engine.ts';
import { platform } from './platform.ts';
import { LAYOUT, placeTables } from './tables.ts';
import { POWERS_SIZE } from './text-powers.ts';

const PAGE_BYTES = 65_536;

export interface OpenMemoryOptions {
  readonly engine?: EngineName;
  /** As in `Memory`: for tests. */
  readonly guardBytes?: number;
}

/** Memory for the engine that runs here: with it come the kernels of every table that is laid out in it. */
export function openMemory(
  byteLength: number,
  { engine = chooseEngine(), guardBytes = 0 }: OpenMemoryOptions = {},
): Memory {
  if (engine === 'ts') return createMemory(byteLength, { guardBytes });
  const pages = Math.ceil((LAYOUT.TABLES_END + POWERS_SIZE + byteLength) / PAGE_BYTES);
  const wasm = new (platform().Memory)({ initial: pages, maximum: pages });
  const memory = createMemory(byteLength, { wasm, reserved: LAYOUT.TABLES_END, guardBytes });
  placeTables(memory);
  return memory;
}
