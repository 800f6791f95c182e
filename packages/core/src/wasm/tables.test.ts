import { expect, it } from 'vitest';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/values.generated.ts';
import { openMemory } from './open-memory.ts';
import { LAYOUT } from './tables.ts';

it('lie where the kernels look for them', () => {
  const kernels = openModule<Record<string, { readonly value: number }>>(WASM)(
    openMemory(1024, { engine: 'wasm' }),
  );
  const addresses = Object.keys(LAYOUT).map((name) => [name, kernels[name]?.value]);
  expect(Object.fromEntries(addresses)).toEqual(LAYOUT);
});
