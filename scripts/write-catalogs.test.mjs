import { describe, expect, it } from 'vitest';
import {
  CATALOGS,
  catalogText,
  definitionsIn,
  lineChanges,
  modulesText,
} from './write-catalogs.mjs';

const [generators] = CATALOGS;
const file = (name, ...constants) => ({
  name,
  source: constants.map((constant) => `export const ${constant} = defineGenerator({`).join('\n'),
});

describe('definitionsIn', () => {
  it('finds every exported definition, typed or not, and nothing else', () => {
    const source = [
      'export const uuid = defineGenerator({',
      'export const email: GeneratorDefinition = defineGenerator({',
      'export const generic = defineGenerator<Options>({',
      'export const broken =',
      '  defineGenerator({',
      'const hidden = defineGenerator({',
      'export const table = defineGenerators([',
      'export const other = somethingElse({',
      '// export const remark = defineGenerator({',
    ].join('\n');
    expect(definitionsIn(source, 'defineGenerator')).toEqual([
      'broken',
      'email',
      'generic',
      'uuid',
    ]);
  });
});

describe('catalogText', () => {
  it('imports each file once and lists definitions by their own names', () => {
    const text = catalogText(generators, [
      file('uuid.ts', 'uuid'),
      file('name.ts', 'last', 'first'),
    ]);
    expect(text).toContain("import { first, last } from './generators/name.ts';\n");
    expect(text).toContain("import { uuid } from './generators/uuid.ts';\n");
    expect(text).toContain(
      '  [first.name]: first,\n  [last.name]: last,\n  [uuid.name]: uuid,\n};',
    );
  });

  it('does not depend on the order in which the folder is read', () => {
    const files = [file('b.ts', 'b'), file('a.ts', 'a'), file('c.ts', 'c')];
    expect(catalogText(generators, files.toReversed())).toBe(catalogText(generators, files));
  });

  it('refuses a file without a definition', () => {
    expect(() => catalogText(generators, [file('helper.ts')])).toThrow('generators/helper.ts');
  });

  it('refuses one constant name in two files and names both', () => {
    const files = [file('a.ts', 'same'), file('b.ts', 'same')];
    expect(() => catalogText(generators, files)).toThrow(/b\.ts.*"same".*a\.ts/);
  });
});

describe('modulesText', () => {
  const strategies = CATALOGS.find(({ modules }) => modules !== undefined);
  const strategy = (name, constant, own) => ({
    name,
    source: `export const ${constant} = defineStrategy({\n  name: '${own}',\n  summary: 'x',\n});\n`,
  });

  it('lists modules by the names of their definitions', () => {
    const files = [
      strategy('fake-email.ts', 'fakeEmail', 'fake.email'),
      strategy('a.ts', 'a', 'drop'),
    ];
    expect(modulesText(strategies, files)).toContain(
      [
        "  drop: async () => (await import('./strategies/a.ts')).a,",
        "  'fake.email': async () => (await import('./strategies/fake-email.ts')).fakeEmail,",
        '};',
      ].join('\n'),
    );
  });

  it('refuses a file that does not define one thing under a name', () => {
    const two = strategy('two.ts', 'one', 'one');
    const other = strategy('two.ts', 'other', 'other');
    expect(() => modulesText(strategies, [{ ...two, source: two.source + other.source }])).toThrow(
      'two.ts',
    );
    const unnamed = {
      name: 'unnamed.ts',
      source: 'export const x = defineStrategy({\n  name,\n});',
    };
    expect(() => modulesText(strategies, [unnamed])).toThrow('unnamed.ts');
  });
});

describe('lineChanges', () => {
  it('lists what went and what came', () => {
    expect(lineChanges('a\nb', 'b\nc')).toEqual(['- a', '+ c']);
    expect(lineChanges('a\nb', 'a\nb')).toEqual([]);
  });
});
