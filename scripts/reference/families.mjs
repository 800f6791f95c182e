/** Which section of the reference a generator stands in. */

/** Sections in their order, with the generators whose names have no family. */
const SECTIONS = [
  { title: 'Identifiers', names: ['sequence', 'uuid', 'uuidv7', 'ulid'] },
  { title: 'Choices', names: ['choice', 'boolean', 'constant'] },
  { title: 'Numbers', family: 'number' },
  { title: 'People', family: 'person' },
  { title: 'Internet', family: 'internet' },
  { title: 'Telephone', family: 'phone' },
  { title: 'Places', family: 'location' },
  { title: 'Companies', family: 'company' },
  { title: 'Commerce', family: 'commerce' },
  { title: 'Colours', family: 'color' },
  { title: 'Money', family: 'finance' },
  { title: 'Dates', family: 'date' },
  { title: 'Text', family: 'text', names: ['template', 'regex'] },
  { title: 'Nested values', names: ['object', 'array', 'json'] },
  { title: 'Computed', names: ['derive'] },
];

/** Title of the section of names that no section claims. */
const OTHERS = 'Others';

/**
 * Definitions by section. Names that share one definition stand together, the shortest first: the others are
 * what Faker calls it.
 */
export function sectionsOf(generators) {
  const sections = new Map(SECTIONS.map(({ title }) => [title, []]));
  for (const group of groupAliases(generators)) {
    const title = titleOf(group[0].name);
    sections.set(title, [...(sections.get(title) ?? []), group]);
  }
  return [...sections].filter(([, groups]) => groups.length > 0);
}

function titleOf(name) {
  const family = name.includes('.') ? name.slice(0, name.indexOf('.')) : undefined;
  const found = SECTIONS.find(
    (section) => section.names?.includes(name) || section.family === (family ?? ''),
  );
  return found?.title ?? OTHERS;
}

/** Aliases are definitions that compile with the very same function. */
export function groupAliases(generators) {
  const groups = new Map();
  for (const generator of generators) {
    groups.set(generator.compile, [...(groups.get(generator.compile) ?? []), generator]);
  }
  const inOrder = ({ name: a }, { name: b }) => a.length - b.length || (a < b ? -1 : 1);
  return [...groups.values()]
    .map((group) => group.toSorted(inOrder))
    .toSorted(([a], [b]) => (a.name < b.name ? -1 : 1));
}
