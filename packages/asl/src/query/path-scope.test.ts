import { describe, expect, it } from 'vitest';
import { readPath } from './path-scope.ts';

const scope = {
  input: { a: { b: [1, { c: 2 }], 'd e': null } },
  context: { Execution: { Name: 'run-1' } },
  variables: { table: { name: 'users' } },
};

describe('readPath', () => {
  it.each([
    ['$', scope.input],
    ['$.a.b[1].c', 2],
    ["$['a']['d e']", null],
    ['$$', scope.context],
    ['$$.Execution.Name', 'run-1'],
    ['$table', { name: 'users' }],
    ['$table.name', 'users'],
  ])('reads %s', (path, value) => {
    expect(readPath(path, scope)).toEqual(value);
  });

  it.each([
    ['$.x', "Invalid path '$.x' : No results for path: $['x']"],
    ['$.a.x', "Invalid path '$.a.x' : No results for path: $['a']['x']"],
    ['$.a.b[5]', "Invalid path '$.a.b[5]' : No results for path: $['a']['b'][5]"],
    ['$.x.y.z', "Invalid path '$.x.y.z' : Missing property in path $['x']"],
    ['$nope', "Invalid path '$nope' : The variable 'nope' has no value"],
    ['$nope.a', "Invalid path '$nope.a' : The variable 'nope' has no value"],
    ['$..x', "Invalid path '$..x' : It is not a reference path"],
  ])('has nothing at %s', (path, message) => {
    expect(() => readPath(path, scope)).toThrow(
      expect.objectContaining({ name: 'StateFailure', error: 'States.Runtime', message }),
    );
  });
});
