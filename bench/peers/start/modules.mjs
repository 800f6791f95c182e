import { readdirSync } from 'node:fs';
import { secondsInside } from '../../lib/node-process.mjs';

const CORE = new URL('../../../packages/core/dist/', import.meta.url);
const MODULES = new URL('wasm/modules/', CORE);

const files = readdirSync(MODULES).filter((name) => name.endsWith('.generated.js'));
const hrefs = files.map((name) => new URL(name, MODULES).href);

/** As the product opens a module, but all of them: from the text in the package to functions that can be called. */
const script = `
  const { openModule } = await import(${JSON.stringify(new URL('wasm/instantiate.js', CORE).href)});
  const { openMemory } = await import(${JSON.stringify(new URL('wasm/open-memory.js', CORE).href)});
  const modules = await Promise.all(${JSON.stringify(hrefs)}.map((href) => import(href)));
  const memory = openMemory(1 << 20, { engine: 'wasm' });
  const openAll = () => modules.forEach(({ WASM }) => openModule(WASM)(memory));
`;

export const peer = {
  name: `${files.length} WebAssembly modules, compile and instantiate`,
  units: { modules: 1 },
  run: () => secondsInside('openAll()', script),
};
