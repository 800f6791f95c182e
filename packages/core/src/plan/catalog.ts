import type { GeneratorDefinition } from '../generate/define.ts';
import { fakerGenerator } from '../generate/faker-generator.ts';
import { didYouMean } from '../request/nearest.ts';
import { refuse } from './issues.ts';

/** Generators by name, as a request names them. */
export type GeneratorCatalog = Readonly<Record<string, GeneratorDefinition>>;

/**
 * The generator of a name: one of the catalogue, or a method of Faker.
 *
 * @throws {@link RequestError} at `path` when there is none.
 */
export function lookUpGenerator(
  catalog: GeneratorCatalog,
  name: string,
  path: readonly string[],
): GeneratorDefinition {
  const found = Object.hasOwn(catalog, name) ? catalog[name] : fakerGenerator(name);
  return (
    found ??
    refuse(
      path,
      'unknown-generator',
      `there is no generator "${name}"`,
      didYouMean(name, Object.keys(catalog)),
    )
  );
}
