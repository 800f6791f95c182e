import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';
import { maskEach } from '../mask-each.ts';
import { MaskError } from '../mask-error.ts';

type Tree = Readonly<Record<string, readonly string[]>>;

/**
 * Replaces categories by the group that they belong to: `Berlin` by `Germany`, or with `level: 2` by `Europe`.
 *
 * `tree` names the members of each group; a group can be a member of another one:
 * `{ Europe: [Germany, France], Germany: [Berlin, Hamburg] }`. Categories count as one whatever the case of their
 * letters and the blanks around them. A category with fewer levels above it becomes its topmost group.
 *
 * @throws MaskError for a category that the tree does not have, unless `onMiss` is `other`.
 */
export const categoryGeneralise = defineStrategy({
  name: 'category.generalise',
  summary: 'Replaces categories by the group that they belong to.',
  options: z
    .strictObject({
      tree: z
        .record(z.string().min(1), z.array(z.string().min(1)).min(1))
        .describe('Groups with their members, which can be groups themselves.'),
      level: z.int().min(1).max(20).default(1).describe('How many groups to go up.'),
      onMiss: z
        .enum(['fail', 'other'])
        .default('fail')
        .describe('What becomes of categories that the tree does not have.'),
      other: z.string().min(1).default('other').describe('What stands for them.'),
    })
    .refine(({ tree }) => hasOneGroupEach(tree), {
      path: ['tree'],
      message: 'a member belongs to more than one group; leave it in one',
    })
    .refine(({ tree }) => !hasOneGroupEach(tree) || hasNoCircle(parentsOf(tree)), {
      path: ['tree'],
      message: 'a group is a member of itself by way of others',
    }),
  properties: { ...GENERALISED, leaks: ['range', 'frequency', 'nulls'] },
  capacity: ({ tree, onMiss }) => Object.keys(tree).length + (onMiss === 'other' ? 1 : 0),
  create({ tree, level, onMiss, other }, { table, column }) {
    const parents = parentsOf(tree);
    return maskEach((value) => {
      const first = parents.get(identify(value));
      if (first === undefined && onMiss === 'other') return other;
      if (first === undefined)
        throw new MaskError(
          table,
          column,
          'a category is not in the tree - add it there, or set onMiss: other',
        );
      return ancestorOf(first, level - 1, parents);
    });
  },
});

const identify = (text: string): string => text.trim().toLowerCase().normalize('NFC');

/** The group of each member. */
function parentsOf(tree: Tree): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([group, members]) =>
      members.map((member) => [identify(member), group] as const),
    ),
  );
}

function hasOneGroupEach(tree: Tree): boolean {
  const members = Object.values(tree).flat().map(identify);
  return new Set(members).size === members.length;
}

function hasNoCircle(parents: ReadonlyMap<string, string>): boolean {
  return [...parents.values()].every((group) => {
    const top = ancestorOf(group, parents.size, parents);
    return !parents.has(identify(top));
  });
}

function ancestorOf(group: string, levels: number, parents: ReadonlyMap<string, string>): string {
  let current = group;
  for (let level = 0; level < levels; level++) {
    const next = parents.get(identify(current));
    if (next === undefined) return current;
    current = next;
  }
  return current;
}
