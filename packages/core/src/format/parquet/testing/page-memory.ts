import { allocate, type Memory } from '../../../kernels/memory.ts';
import { guardedMemory, onBothEngines } from '../../../testing/guarded-memory.ts';
import type { EngineName } from '../../../wasm/choose-engine.ts';
import { openFastPageKernels } from '../../../wasm/parquet-kernels.ts';
import type { PageKernels } from '../page-kernels.ts';
import { referencePageKernels } from '../reference/page-kernels.ts';

/** A memory with guard bytes behind every region, and the page kernels of one engine. */
export interface PageTrial {
  readonly memory: Memory;
  readonly kernels: PageKernels;
  /** A region with these bytes; what follows them is noise. */
  put(bytes: ArrayBufferView): number;
  /** A region of so many bytes, all of them noise. */
  room(byteLength: number): number;
  /** A copy of the bytes at an address. */
  read(address: number, byteLength: number): string;
}

const NOISE = 0x5c;

/** Does the same with the kernels of both engines: equal answers, and no byte written behind a region. */
export function expectSamePages<Answer>(
  byteLength: number,
  run: (trial: PageTrial) => Answer,
): Answer {
  return onBothEngines(byteLength, (memory, engine) => run(trialIn(memory, engine)));
}

export function openPageTrial(engine: EngineName, byteLength: number): PageTrial {
  return trialIn(guardedMemory(engine, byteLength), engine);
}

function trialIn(memory: Memory, engine: EngineName): PageTrial {
  memory.bytes.fill(NOISE, memory.next);
  const room = (size: number): number => allocate(memory, size);
  return {
    memory,
    kernels: engine === 'ts' ? referencePageKernels(memory) : openFastPageKernels(memory),
    room,
    put(view) {
      const address = room(view.byteLength);
      memory.bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), address);
      return address;
    },
    read: (address, size) =>
      Buffer.from(memory.bytes.subarray(address, address + size)).toString('hex'),
  };
}
