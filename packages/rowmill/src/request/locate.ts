import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { Part, Position } from './source-position.ts';

interface Reached {
  /** Key of the last entry that was found; absent in lists and at the root. */
  readonly key: Node | undefined;
  readonly value: Node | undefined;
  readonly isWhole: boolean;
}

/** Finds the place of a path in a YAML document, or of the nearest thing around it that exists. */
export function locate(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
  part: Part,
): Position | undefined {
  const { key, value, isWhole } = follow(document, path);
  const meansValue = isWhole && part === 'value' && isScalar(value) && !isEmpty(value);
  // The key of a map or list says more than its first entry, which is where the value begins.
  const node = meansValue ? value : (key ?? value);
  if (node?.range == null) return undefined;
  const [start, end] = node.range;
  return positionAt(lines, start, isScalar(node) ? end : start);
}

/** Place from one offset to another, cut at the end of the line. */
export function positionAt(lines: LineCounter, start: number, end: number): Position {
  const { line, col } = lines.linePos(start);
  const nextLine = lines.lineStarts[line] ?? Number.POSITIVE_INFINITY;
  const length = Math.max(1, Math.min(end, nextLine - 1) - start);
  return { line, column: col, length };
}

function follow(document: Document, path: readonly (string | number)[]): Reached {
  let key: Node | undefined;
  let value = asNode(document.contents);
  for (const step of path) {
    const next = child(isAlias(value) ? value.resolve(document) : value, step);
    if (next === undefined) return { key, value, isWhole: false };
    key = next.key;
    value = next.value;
  }
  return { key, value, isWhole: true };
}

function child(
  parent: Node | undefined,
  step: string | number,
): { key: Node | undefined; value: Node | undefined } | undefined {
  if (isMap(parent)) {
    // Of two entries with the same key the later one counts, as it does in the value.
    const pair = parent.items.findLast(
      ({ key }) => isScalar(key) && String(key.value) === `${step}`,
    );
    return pair && { key: asNode(pair.key), value: asNode(pair.value) };
  }
  if (!isSeq(parent) || typeof step !== 'number') return undefined;
  const item = asNode(parent.items[step]);
  return item && { key: undefined, value: item };
}

function asNode(value: unknown): Node | undefined {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : undefined;
}

function isEmpty({ range }: Node): boolean {
  return range == null || range[0] === range[1];
}
