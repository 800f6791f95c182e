/** The entries of the reference as lines of Markdown. */
import { code, optionRows, table } from './describe-options.mjs';
import { exampleOptions } from './examples.mjs';

/** How `unique: true` is kept, in words. */
const UNIQUENESS = {
  always: 'always, with or without `unique: true`.',
  choices: 'with `unique: true`, if there are enough values.',
  row: 'with `unique: true`, for any number of rows.',
  never: 'never; `unique: true` is refused.',
};

const LONGEST_VALUE = 100;

function valueText(value) {
  const plain = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return code(plain.length > LONGEST_VALUE ? `${plain.slice(0, LONGEST_VALUE - 1)}…` : plain);
}

function typeName({ kind, scale }) {
  return scale === undefined ? kind : `${kind}(${scale})`;
}

/** Texts that YAML reads as texts without quotes. */
const PLAIN = /^[A-Za-z][\w.-]*$/;

/** A map as a person writes it in YAML between braces. */
export function flowText(value) {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${key}: ${flowText(item)}`);
    return `{ ${entries.join(', ')} }`;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (PLAIN.test(value) && !/^(true|false|null)$/i.test(value)) return value;
  return value.includes("'") ? JSON.stringify(value) : `'${value}'`;
}

function optionTable(schema, names) {
  if (names.length === 0) return [];
  return [table(['option', 'type', 'default', ''], optionRows(schema, names)), ''];
}

/** An entry for a generator and its other names. Without an example it has the facts alone. */
export function generatorEntry([{ name, summary, unique, options }, ...aliases], schema, example) {
  const also = aliases.map((alias) => code(alias.name)).join(', ');
  const facts = `Unique: ${UNIQUENESS[unique]}`;
  return [
    `### ${code(name)}`,
    '',
    `${summary}${also === '' ? '' : ` Also called ${also}.`}`,
    '',
    ...optionTable(schema, Object.keys(options.shape)),
    example === undefined ? facts : `Cells: ${typeName(example.type)}. ${facts}`,
    '',
    ...(example === undefined ? [] : [valuesLine(name, example.values), '']),
  ];
}

function valuesLine(name, values) {
  const shown = exampleOptions(name);
  const hasOptions = Object.keys(shown).length > 0;
  const of = hasOptions ? ` of ${code(flowText({ generator: name, ...shown }))}` : '';
  return `Values${of}: ${values.map(valueText).join(', ')}`;
}

const REVEALS = {
  nothing: 'nothing of the value',
  equality: 'which cells were equal',
  value: 'the value, or a part of it',
};

const yesNo = (fact) => (fact ? 'yes' : 'no');

/** As it stands in a request: a generator may have the same name. */
export const strategyHeading = (name) => `mask: ${name}`;

const STRATEGY_HEAD = [
  'example',
  'family',
  'key',
  'same value, same mask',
  'different values stay apart',
  'value can be had back',
  'a reader learns',
];

const LEAKS = {
  length: 'its length',
  nulls: 'where it is null',
  frequency: 'how often it occurs',
  order: 'its order',
  part: 'a part of it',
  range: 'about what it is',
  values: 'it, in some row',
};

/** An entry for a masking strategy, with the properties that it has with the options of its example. */
export function strategyEntry(
  { name, summary, options, properties, propertiesWith },
  schema,
  example,
) {
  const facts = example === undefined ? properties : propertiesWith(example.options);
  const { family, keyed, referential, injective, reversible, reveals, leaks } = facts;
  const rule = flowText({ mask: name, ...example?.options });
  const learnt = [REVEALS[reveals], ...leaks.map((leak) => LEAKS[leak])].join('; ');
  return [
    `### ${code(strategyHeading(name))}`,
    '',
    summary,
    '',
    ...optionTable(schema, Object.keys(options.shape)),
    table(STRATEGY_HEAD, [
      [
        code(rule),
        family,
        keyed ? 'needed' : 'none',
        yesNo(referential),
        yesNo(injective),
        reversible,
        learnt,
      ],
    ]),
    '',
    ...(example === undefined || example.pairs.length === 0
      ? []
      : [example.pairs.map(pairText).join(', '), '']),
  ];
}

const pairText = ([from, to]) => `${code(from)} becomes ${maskText(to)}`;

const maskText = (mask) => {
  if (mask === null) return 'null';
  return mask === '' ? 'an empty text' : code(mask);
};

/** An entry for an expectation. */
export function expectationEntry({ name, summary, columns, options }, schema, example) {
  const about = columns === 'none' ? 'the table as a whole' : '`column` or `columns`';
  return [
    `### ${code(name)}`,
    '',
    `${summary} It is about ${about}.`,
    '',
    ...optionTable(schema, Object.keys(options.shape)),
    ...(example === undefined ? [] : [`Example: ${code(flowText(example))}`, '']),
  ];
}
