// Written by scripts/write-catalogs.mjs from the files beside it: run `npm run catalogs`.
import type { GeneratorDefinition } from './define.ts';

/** Every definition of generate/generators, by its own name. */
export const GENERATORS: Readonly<Record<string, GeneratorDefinition>> = {
};
