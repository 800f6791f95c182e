import { describe, expect, it } from 'vitest';
import { shippedSources, withoutComments } from './source-files.ts';

const BASES = new Set(['Error', 'RowmillError']);

interface ErrorClass {
  readonly path: string;
  readonly className: string;
  readonly parent: string;
  /** The literal that workflows and callers see; undefined where the class has none. */
  readonly name: string | undefined;
}

/** Classes that extend an error, with the `name` that their body declares. */
function errorClasses(path: string, text: string): ErrorClass[] {
  const code = withoutComments(text);
  const starts = [...code.matchAll(/\bclass (\w+) extends (\w*Error)\b/g)];
  return starts.map((start, index) => {
    const body = code.slice(start.index, starts[index + 1]?.index);
    const name = /override readonly name(?:: string)? = '(\w+)'/.exec(body)?.[1];
    return { path, className: start[1] ?? '', parent: start[2] ?? '', name };
  });
}

/** `RowmillError` is what all others extend: it has no name of its own to catch by. */
const all = ['packages/core/src', 'packages/rowmill/src']
  .flatMap(shippedSources)
  .flatMap(({ path, text }) => errorClasses(path, text))
  .filter(({ className }) => className !== 'RowmillError');

it('reads classes with and without a name', () => {
  const text =
    "class AError extends Error {\n  override readonly name = 'AError';\n}\nclass BError extends AError {}";
  expect(errorClasses('x.ts', text).map(({ className, name }) => [className, name])).toEqual([
    ['AError', 'AError'],
    ['BError', undefined],
  ]);
});

it('finds the errors of both packages', () => {
  expect(all.length).toBeGreaterThan(3);
});

describe.each(all)('$className in $path', ({ className, parent, name }) => {
  it('has its class name as a literal, which a minifier cannot change', () => {
    // A special case of another error may go by that error's name: whoever catches one means both.
    const mayInherit = !BASES.has(parent);
    expect(mayInherit ? (name ?? className) : name).toBe(className);
  });

  it('shares its name with no other class', () => {
    expect(all.filter((other) => other.className === className)).toHaveLength(1);
  });
});
