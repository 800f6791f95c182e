/**
 * Writes the picture of the pipeline into docs/workflow.md: a Mermaid diagram, made from the document that runs.
 *
 *   node scripts/write-workflow-picture.mjs           write it
 *   node scripts/write-workflow-picture.mjs --check   write nothing, exit 1 when it is stale
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DOCUMENT = join(ROOT, 'packages', 'rowmill', 'workflow', 'pipeline.asl.json');
const PAGE = join(ROOT, 'docs', 'workflow.md');
const BLOCK =
  /(<!-- picture: written by scripts\/write-workflow-picture\.mjs -->\n)[\s\S]*?(<!-- end of picture -->)/;

/** Brackets of Mermaid by the type of a state: what decides is a rhombus, what ends is round. */
const SHAPES = {
  Choice: ['{{', '}}'],
  Succeed: ['([', '])'],
  Fail: ['([', '])'],
};

/**
 * A state machine as a Mermaid flowchart. What errors lead to is dotted; a distributed map holds what is done with
 * each of its items.
 */
export function mermaidOf(document) {
  return ['flowchart TD', ...flowLines(document, '  '), ''].join('\n');
}

function flowLines({ StartAt, States }, indent, prefix = '') {
  const id = (name) => `${prefix}${name}`.replace(/[^A-Za-z0-9]/g, '_');
  const lines = [`${indent}${id('begin')}(( )) --> ${id(StartAt)}`];
  for (const [name, state] of Object.entries(States)) {
    lines.push(...stateLines(name, state, { indent, id }));
    const arrow = (next, how) => `${indent}${id(name)} ${how} ${id(next)}`;
    for (const { Next, Condition } of state.Choices ?? []) {
      lines.push(arrow(Next, `-- "${words(Condition)}" -->`));
    }
    if (state.Default !== undefined) lines.push(arrow(state.Default, '-- else -->'));
    if (state.Next !== undefined) lines.push(arrow(state.Next, '-->'));
    for (const { Next, ErrorEquals } of state.Catch ?? []) {
      lines.push(arrow(Next, `-. "${errorWords(ErrorEquals)}" .->`));
    }
  }
  return lines;
}

function stateLines(name, state, { indent, id }) {
  const [open, close] = SHAPES[state.Type] ?? ['[', ']'];
  if (state.Type !== 'Map') return [`${indent}${id(name)}${open}"${name}"${close}`];
  return [
    `${indent}subgraph ${id(name)} ["${name}: for each shard"]`,
    ...flowLines(state.ItemProcessor, `${indent}  `, `${name} `),
    `${indent}end`,
  ];
}

/** Words of a condition, without what surrounds expressions and what Mermaid takes for its own. */
function words(condition) {
  return condition
    .replace(/^\{%\s*|\s*%\}$/g, '')
    .replace(/\$states\.(?:input|context\.Execution\.Input)\.|\$/g, '')
    .replaceAll('"', "'");
}

const errorWords = (names) => (names.includes('States.ALL') ? 'any error' : names.join(', '));

export function withPicture(page, document) {
  const picture = `\`\`\`mermaid\n${mermaidOf(document)}\`\`\`\n`;
  return page.replace(BLOCK, (_, begin, end) => `${begin}${picture}${end}`);
}

function main(isCheck) {
  const page = readFileSync(PAGE, 'utf8');
  const next = withPicture(page, JSON.parse(readFileSync(DOCUMENT, 'utf8')));
  if (page === next) return;
  if (isCheck) process.exitCode = 1;
  else writeFileSync(PAGE, next);
  const state = isCheck ? 'stale, run `node scripts/write-workflow-picture.mjs`' : 'written';
  process.stdout.write(`${relative(ROOT, PAGE)}: ${state}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes('--check'));
