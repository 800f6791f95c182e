import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { compileAutomaton } from './automaton/automaton.ts';
import { planFormat } from './formats.ts';

const source = readFileSync(
  createRequire(import.meta.url).resolve('ajv-formats/dist/formats.js'),
  'utf8',
);

describe('formats', () => {
  it('have the very language of ajv-formats where its expression is not exported', () => {
    const literal = /const URI = \/(.*)\/i;/.exec(source)?.[1] ?? '';
    const theirs = compileAutomaton([
      { source: literal, flags: { unicode: false, ignoreCase: true } },
    ]);
    const plan = planFormat('uri');
    const ours = compileAutomaton(plan?.by === 'automaton' ? plan.branches : []);
    // Tables of the smallest size, numbered alike: equal tables, equal languages.
    expect(Buffer.from(ours.next.buffer).equals(Buffer.from(theirs.next.buffer))).toBe(true);
    expect(ours.classes).toEqual(theirs.classes);
    expect(ours.width).toBe(theirs.width);
  });
});
