import { expect, it } from 'vitest';
import { testContext } from '../testing/test-context.ts';
import { fkFollow } from './fk-follow.ts';

it('masks nothing by itself, and says what to add', () => {
  expect(() => fkFollow.create({}, testContext())).toThrow(
    'people.value: fk.follow has no key to follow - add `references: table.column`',
  );
});

it('promises to join', () => {
  const { referential, injective } = fkFollow.propertiesWith({});
  expect([referential, injective]).toEqual([true, true]);
});
