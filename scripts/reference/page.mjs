/** The reference as one page of Markdown. */
import { code, table } from './describe-options.mjs';
import { expectationEntry, generatorEntry, strategyEntry, strategyHeading } from './entries.mjs';
import { expectationExamples, generatorExamples, strategyExamples } from './examples.mjs';
import { sectionsOf } from './families.mjs';

const INTRODUCTION = `# Generators, masking strategies, expectations

Written by \`npm run reference\` from the catalogues: what stands here is what the code has. How they are used in a request is told in [request.md](request.md); masking has a page of its own, [masking.md](masking.md).

A generator that needs no options is written by its name alone; options stand beside it:

\`\`\`yaml
name: example
seed: 42
tables:
  users:
    rows: 1000
    columns:
      id: uuid
      email: { generator: internet.email, unique: true, nulls: 0.05 }
\`\`\`

Every generator also takes \`nulls\`, the share of null cells from 0 to 1, and \`unique: true\` where its entry says that its cells can be unique. "If there are enough values" means: the planner counts the values that the options leave and compares them with the rows of the table. Where they do not suffice, \`rowmill plan\` refuses the request and tells both numbers.

The values under each entry are the first two rows of one table with the seed 42, in the locale \`en\`. Names, addresses and e-mails of a row belong together.`;

/** Anchor that GitHub gives to a heading. */
function anchorOf(heading) {
  const kept = heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '');
  return kept.replaceAll(' ', '-');
}

const link = (text) => `[${text}](#${anchorOf(text)})`;

const linkToCode = (name, heading = name) => `[${code(name)}](#${anchorOf(heading)})`;

function contents(sections, strategies, expectations) {
  const rows = [
    ...sections.map(([title, groups]) => [title, groups.map(([{ name }]) => linkToCode(name))]),
    ['Masking strategies', strategies.map(({ name }) => linkToCode(name, strategyHeading(name)))],
    ['Expectations', expectations.map(({ name }) => linkToCode(name))],
  ];
  return [
    table(
      ['section', ''],
      rows.map(([title, links]) => [link(title), links.join(' ')]),
    ),
    '',
    'Any other method of Faker can be called by its name: [request.md](request.md#columns-made-by-a-generator).',
    '',
  ];
}

/** JSON Schema by name of the definitions in a list of alternatives. */
function schemasBy(key, alternatives) {
  return new Map(
    alternatives.flatMap((schema) => {
      const name = schema.properties?.[key]?.const;
      return name === undefined ? [] : [[name, schema]];
    }),
  );
}

/** The page as text, from the built package. */
export async function referenceText() {
  const { EXPECTATIONS, GENERATORS, REQUEST_DEFINITIONS, requestJsonSchema } = await import(
    '@rowmill/core/engine'
  );
  const { tables, validation } = requestJsonSchema(REQUEST_DEFINITIONS).properties;
  const [generated, masked] = tables.additionalProperties.anyOf.map(
    (form) => form.properties.columns.additionalProperties.anyOf,
  );
  const generators = Object.values(GENERATORS);
  const { strategies } = REQUEST_DEFINITIONS;
  const expectations = Object.values(EXPECTATIONS);
  const namesOf = (definitions) => definitions.map(({ name }) => name);
  const examples = await generatorExamples(generators);
  const masks = await strategyExamples(namesOf(strategies));
  const checks = await expectationExamples(namesOf(expectations));
  const generatorSchemas = schemasBy('generator', generated);
  const strategySchemas = schemasBy('mask', masked);
  const checkSchemas = schemasBy('expect', validation.properties.expectations.items.anyOf);
  const sections = sectionsOf(generators);
  return [
    INTRODUCTION,
    '',
    ...contents(sections, strategies, expectations),
    ...sections.flatMap(([title, groups]) => [
      `## ${title}`,
      '',
      ...groups.flatMap((group) =>
        generatorEntry(group, generatorSchemas.get(group[0].name), examples.get(group[0].name)),
      ),
    ]),
    '## Masking strategies',
    '',
    ...strategies.flatMap((item) =>
      strategyEntry(item, strategySchemas.get(item.name), masks.get(item.name)),
    ),
    '## Expectations',
    '',
    ...expectations.flatMap((item) =>
      expectationEntry(item, checkSchemas.get(item.name), checks.get(item.name)),
    ),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
