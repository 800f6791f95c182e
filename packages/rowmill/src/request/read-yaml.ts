import {
  type Alias,
  Composer,
  type Document,
  LineCounter,
  type ParsedNode,
  visit,
  type YAMLError,
} from 'yaml';
import type { LocatedIssue } from './format-issues.ts';
import { type Environment, interpolate, plainScalar } from './interpolate.ts';
import { locate, positionAt } from './locate.ts';
import { MAX_NESTING, parseTokens } from './parse-tokens.ts';
import type { RequestSource } from './source-position.ts';

/** Copies that aliases may make of their anchors, copies of copies included. */
const MAX_ALIAS_COUNT = 100;

/** Braces end an unquoted text inside braces, so YAML itself cannot read a variable there. */
const VARIABLE_HINT =
  'inside { } and [ ] a variable stands in quotes; for a number, use a line of its own';

type RequestDocument = Document.Parsed<ParsedNode>;

/** What a file holds, as far as it can be read. */
export interface ReadFile {
  readonly source: RequestSource;
  /** Absent when the file is too broken to be looked at any further. */
  readonly value?: unknown;
  readonly issues: readonly LocatedIssue[];
  readonly cause?: unknown;
}

/**
 * Reads YAML 1.2 (core schema), of which JSON is a part, and puts variables into its values.
 *
 * Nesting, aliases and documents are limited; repeated keys and integers beyond 2^53 are refused.
 */
export function readYaml(file: string, text: string, environment: Environment): ReadFile {
  const lines = new LineCounter();
  const unplaced: RequestSource = { file, text, locate: () => undefined };
  const parsed = parseTokens(text, lines);
  if (!parsed.ok) {
    const message = `nested deeper than ${MAX_NESTING} levels`;
    const position = positionAt(lines, parsed.offset, parsed.offset);
    return { source: unplaced, issues: [{ path: [], code: 'too-deep', message, position }] };
  }
  const composer = new Composer<ParsedNode>({ version: '1.2', schema: 'core', intAsBigInt: true });
  const [document, second] = [...composer.compose(parsed.tokens, true, text.length)];
  if (document === undefined || document.contents === null) {
    const issue = { path: [], code: 'empty-file', message: 'the file is empty' };
    return { source: unplaced, issues: [issue] };
  }
  const source: RequestSource = {
    file,
    text,
    locate: (path, part = 'value') => locate(document, lines, path, part),
  };
  const problems = [...document.errors, ...document.warnings];
  const issues = tellingProblems(problems).map((problem) => syntaxIssue(problem, text, lines));
  if (second !== undefined) issues.push(secondDocument(second, lines));
  const isReadable = problems.every(({ code }) => code === 'DUPLICATE_KEY') && second === undefined;
  if (!isReadable) return { source, issues };
  issues.push(...fillIn(document, lines, environment));
  return { source, ...toValue(document, lines, issues) };
}

function syntaxIssue(
  { code, message, pos }: YAMLError,
  text: string,
  lines: LineCounter,
): LocatedIssue {
  const [start, end] = pos;
  const position = positionAt(lines, start, end);
  if (code !== 'DUPLICATE_KEY') {
    const isVariable = text.slice(start - 1, start + 1) === '${';
    const hint = isVariable ? { hint: VARIABLE_HINT } : {};
    return { path: [], code: 'yaml-syntax', message: `not YAML: ${message}`, position, ...hint };
  }
  const key = /^[^:\r\n]*/.exec(text.slice(start))?.[0].trim() ?? '';
  const problem = `the key ${JSON.stringify(key)} stands here twice`;
  return { path: [], code: 'duplicate-key', message: problem, position };
}

/** After the first mistake of syntax the parser is lost: what it says from there on is noise. */
function tellingProblems(problems: readonly YAMLError[]): readonly YAMLError[] {
  const inOrder = problems.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const first = inOrder.findIndex(({ code }) => code !== 'DUPLICATE_KEY');
  return first < 0 ? inOrder : inOrder.slice(0, first + 1);
}

function secondDocument({ range }: RequestDocument, lines: LineCounter): LocatedIssue {
  const message = 'a request is one YAML document: there is a second one';
  return {
    path: [],
    code: 'yaml-syntax',
    message,
    position: positionAt(lines, range[0], range[0]),
  };
}

/** Puts variables into values, and turns integers into numbers wherever that keeps them. */
function fillIn(
  document: RequestDocument,
  lines: LineCounter,
  environment: Environment,
): readonly LocatedIssue[] {
  const issues: LocatedIssue[] = [];
  visit(document, {
    Scalar(place, node) {
      const { value } = node;
      if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) {
        node.value = Number(value);
      }
      if (place === 'key' || typeof value !== 'string' || !value.includes('${')) return;
      const { text, problems } = interpolate(value, environment);
      node.value = node.type === 'PLAIN' ? plainScalar(text) : text;
      const [start, end] = node.range ?? [0, 0];
      const position = positionAt(lines, start, end);
      for (const problem of problems) {
        issues.push({ path: [], code: 'missing-variable', ...problem, position });
      }
    },
  });
  return issues;
}

function toValue(
  document: RequestDocument,
  lines: LineCounter,
  issues: readonly LocatedIssue[],
): Omit<ReadFile, 'source'> {
  const aliases = aliasesOf(document);
  const broken = aliases.filter((alias) => alias.resolve(document) === undefined);
  if (broken.length > 0) {
    const unknown = broken.map((alias) =>
      aliasIssue(alias, lines, 'unknown-anchor', `there is no anchor &${alias.source} before this`),
    );
    return { issues: [...issues, ...unknown] };
  }
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIAS_COUNT }), issues };
  } catch (cause) {
    // With every alias resolved, their number is the one thing that toJS refuses.
    const [first] = aliases;
    if (first === undefined || !(cause instanceof ReferenceError)) throw cause;
    const message = `aliases make more than ${MAX_ALIAS_COUNT} copies`;
    return { issues: [...issues, aliasIssue(first, lines, 'too-many-aliases', message)], cause };
  }
}

function aliasesOf(document: RequestDocument): readonly Alias[] {
  const aliases: Alias[] = [];
  visit(document, {
    Alias(_, node) {
      aliases.push(node);
    },
  });
  return aliases;
}

function aliasIssue(
  { range }: Alias,
  lines: LineCounter,
  code: string,
  message: string,
): LocatedIssue {
  const [start, end] = range ?? [0, 0];
  return { path: [], code, message, position: positionAt(lines, start, end) };
}
