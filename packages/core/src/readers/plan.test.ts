import { expect, it } from 'vitest';
import { openModule } from '../wasm/instantiate.ts';
import { WASM } from '../wasm/modules/readers.generated.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { FIELD, PLAN } from './plan.ts';

it('has its words where the kernels look for them', () => {
  const kernels = openModule<Record<string, { readonly value: number }>>(WASM)(
    openMemory(1024, { engine: 'wasm' }),
  );
  const expected = { ...PLAN, ...FIELD };
  const words = Object.keys(expected).map((name) => [name, kernels[name]?.value]);
  expect(Object.fromEntries(words)).toEqual(expected);
});
