import type { GeneratorDefinition } from '../generate/define.ts';

/** Generators by name, as a request names them. */
export type GeneratorCatalog = Readonly<Record<string, GeneratorDefinition>>;
