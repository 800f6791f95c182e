import { expect } from 'vitest';
import { layoutFaults, type Memory } from '../kernels/memory.ts';
import type { EngineName } from '../wasm/choose-engine.ts';
import { openMemory } from '../wasm/open-memory.ts';

export const ENGINES = ['ts', 'wasm'] as const satisfies readonly EngineName[];

const GUARD_BYTES = 64;

/** Memory of an engine with bytes behind every region that nobody may write: `layoutFaults` tells who did. */
export function guardedMemory(engine: EngineName, byteLength: number): Memory {
  return openMemory(byteLength, { engine, guardBytes: GUARD_BYTES });
}

/** Does the same work with both engines, in equal memories: equal answers, and no byte written outside a region. */
export function onBothEngines<Answer>(
  byteLength: number,
  work: (memory: Memory, engine: EngineName) => Answer,
): Answer {
  const [reference, fast] = ENGINES.map((engine) => {
    const memory = guardedMemory(engine, byteLength);
    const answer = work(memory, engine);
    expect(layoutFaults(memory)).toEqual([]);
    return answer;
  }) as [Answer, Answer];
  expect(fast).toStrictEqual(reference);
  return reference;
}
