import { describe, expect, it } from 'vitest';
import { groupAliases, sectionsOf } from './families.mjs';

const compile = () => {};
const [email, alias, uuid, seat] = [
  { name: 'internet.email', compile },
  { name: 'internet.exampleEmail', compile },
  { name: 'uuid', compile: () => {} },
  { name: 'airline.seat', compile: () => {} },
];

describe('groupAliases', () => {
  it('puts names of one function together, the shortest first, in any order of the catalogue', () => {
    const groups = [[seat], [email, alias], [uuid]];
    expect(groupAliases([alias, uuid, email, seat])).toEqual(groups);
    expect(groupAliases([seat, email, uuid, alias])).toEqual(groups);
  });
});

describe('sectionsOf', () => {
  it('leaves out empty sections, and loses no generator', () => {
    expect(sectionsOf([email, alias, uuid, seat])).toEqual([
      ['Identifiers', [[uuid]]],
      ['Internet', [[email, alias]]],
      ['Others', [[seat]]],
    ]);
  });
});
