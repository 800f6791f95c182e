import { countTexts } from '../../kernels/symbols.ts';
import { Escapes } from '../../model/batch.ts';
import type { Register, TextPart } from '../../program/register.ts';
import type { CountRange } from '../../program/steps/text-steps.ts';
import { concat, gather } from '../../program/text-steps.ts';
import type { CellBuilder } from '../define.ts';
import { separablePieces } from '../keep-apart.ts';
import { literalOptions, pieceOfNode, type RegexNode } from './regex-node.ts';

const MOST_CHOICES = Number.MAX_SAFE_INTEGER;
type Run = Extract<RegexNode, { kind: 'run' }>;

/** Texts that match a sequence. In a unique cell, parts that can be read back from the text are its choices. */
export function compileSequence(cells: CellBuilder, nodes: readonly RegexNode[]): Register<'text'> {
  return concat(
    cells.program,
    ...(cells.unique
      ? uniqueParts(cells, nodes)
      : nodes.map((node, i) => compileNode(cells, node, String(i)))),
  );
}

function uniqueParts(cells: CellBuilder, nodes: readonly RegexNode[]): TextPart[] {
  const split = nodes.flatMap(splitRun);
  const separable = separablePieces(
    split.map((node) => (node.kind === 'literal' ? node.text : pieceOfNode(node))),
  );
  return split.map((node, i) => {
    if (node.kind === 'literal') return node.text;
    const reason = separable.has(i) ? whyNoChoice(node) : 'cannot be told from what follows it';
    if (reason !== undefined) cells.explain(`"${node.source}" ${reason}`);
    return compileNode(reason === undefined ? cells : cells.free(), node, String(i));
  });
}

/** A run of more than 2^53 texts as runs of a fixed length that have fewer, and what may follow them. */
function splitRun(node: RegexNode): RegexNode[] {
  if (node.kind !== 'run' || countTexts(node.alphabet.length, node) <= MOST_CHOICES) return [node];
  const most = Math.floor(Math.log(MOST_CHOICES) / Math.log(node.alphabet.length));
  const runs: Run[] = [];
  for (let left = node.min; left > 0; left -= most) {
    const length = Math.min(most, left);
    runs.push({ ...node, min: length, max: length });
  }
  if (node.max > node.min) runs.push({ ...node, min: 0, max: node.max - node.min });
  return runs;
}

function whyNoChoice(node: RegexNode): string | undefined {
  if (node.kind === 'run') {
    return countTexts(node.alphabet.length, node) <= MOST_CHOICES
      ? undefined
      : 'has more than 2^53 texts of different lengths';
  }
  return literalOptions(node) === undefined ? 'may give one text in several ways' : undefined;
}

function compileNode(cells: CellBuilder, node: RegexNode, label: string): TextPart {
  switch (node.kind) {
    case 'literal':
      return node.text;
    case 'run':
      return compileRun(cells, node, label);
    case 'choice':
      return compileChoice(cells, node, label);
    case 'repeat':
      return compileRepeat(cells, node, label);
  }
}

function compileRun(
  cells: CellBuilder,
  { alphabet, min, max }: Run,
  label: string,
): Register<'text'> {
  const { program, rows } = cells;
  const { index: dictionary, packed } = program.dictionary(alphabet);
  const escapes = packed.escapes | (min === 0 ? Escapes.empty : Escapes.none);
  if (max === 1 && min === 1)
    return gather(program, cells.choose(label, alphabet.length), alphabet);
  const texts = countTexts(alphabet.length, { min, max });
  if (texts <= MOST_CHOICES && (cells.unique || min === max)) {
    const value = cells.chooseNumber(label, texts);
    return program.add(
      'text',
      (out) => ({ kernel: 'symbols', out, value, dictionary, lengths: { min, max } }),
      escapes,
    );
  }
  // By length first: of all texts of up to n characters, nearly all would have n.
  const counts = countBetween(cells, `${label} length`, { min, max });
  const key = cells.key(label);
  return program.add(
    'text',
    (out) => ({
      kernel: 'words',
      out,
      rows,
      key,
      counts,
      dictionary,
      separator: '',
      capitalize: false,
      ending: '',
    }),
    escapes,
  );
}

function countBetween(
  cells: CellBuilder,
  label: string,
  { min, max }: CountRange,
): Register<'int'> {
  const value = cells.choose(label, max - min + 1);
  const table = Int32Array.from({ length: max - min + 1 }, (_, i) => min + i);
  return cells.program.add('int', (out) => ({ kernel: 'map-int', out, value, table }));
}

function compileChoice(
  cells: CellBuilder,
  node: Extract<RegexNode, { kind: 'choice' }>,
  label: string,
): Register<'text'> {
  const { program } = cells;
  const texts = literalOptions(node);
  if (texts !== undefined) {
    const distinct = [...new Set(texts)];
    return gather(program, cells.choose(label, distinct.length), distinct);
  }
  const options = node.options.map((option, i) =>
    compileSequence(cells.field(`${label}|${i}`), option),
  );
  const codes = cells.choose(label, options.length);
  return program.add(
    'text',
    (out) => ({ kernel: 'select-text', out, codes, options }),
    unionOf(cells, options),
  );
}

function compileRepeat(
  cells: CellBuilder,
  { copies, min }: Extract<RegexNode, { kind: 'repeat' }>,
  label: string,
): Register<'text'> {
  const items = copies.map((copy, i) => compileSequence(cells.field(`${label}x${i}`), copy));
  const counts = countBetween(cells, label, { min, max: copies.length });
  const escapes = unionOf(cells, items) | (min === 0 ? Escapes.empty : Escapes.none);
  return cells.program.add(
    'text',
    (out) => ({ kernel: 'join-first', out, counts, items }),
    escapes,
  );
}

function unionOf({ program }: CellBuilder, texts: readonly Register<'text'>[]): number {
  return texts.reduce((sum, text) => sum | program.escapesOf(text), Escapes.none as number);
}
