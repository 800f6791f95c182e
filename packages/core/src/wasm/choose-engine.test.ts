import { describe, expect, it } from 'vitest';
import { chooseEngine, EngineError, hasWasm } from './choose-engine.ts';

describe('the engine', () => {
  it('is WebAssembly where the platform has vectors, as every supported Node has', () => {
    expect(hasWasm()).toBe(true);
    expect(chooseEngine(undefined)).toBe('wasm');
    expect(chooseEngine('')).toBe('wasm');
  });

  it('is the one that is asked for', () => {
    expect(chooseEngine('ts')).toBe('ts');
    expect(chooseEngine('wasm')).toBe('wasm');
  });

  it('is refused by name when there is none like it', () => {
    expect(() => chooseEngine('rust')).toThrow(EngineError);
    expect(() => chooseEngine('rust')).toThrow('ROWMILL_ENGINE is "rust"');
  });
});
