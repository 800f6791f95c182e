import fc from 'fast-check';
import { expect, it } from 'vitest';
import { annotationLines, type Finding } from './annotation-lines.ts';

function finding(rule: string, weight: number, level: Finding['level'] = 'error'): Finding {
  return {
    level,
    rule,
    weight,
    title: rule,
    message: `${rule} ${weight}`,
    file: 'a.yaml',
    line: 1,
  };
}

const titleOf = (line: string): string => /title=([^,:]*)/.exec(line)?.[1] ?? '';

it('gives each finding its line while GitHub shows them all, the heaviest first', () => {
  const lines = annotationLines([finding('a', 1), finding('b', 30), finding('a', 2)]);
  expect(lines).toEqual([
    '::error file=a.yaml,line=1,title=b::b 30',
    '::error file=a.yaml,line=1,title=a::a 2',
    '::error file=a.yaml,line=1,title=a::a 1',
  ]);
});

it('puts those of one rule together where there are too many', () => {
  const lines = annotationLines([
    ...Array.from({ length: 20 }, (_, weight) => finding('many', weight)),
    finding('few', 100),
  ]);
  expect(lines).toEqual([
    '::error file=a.yaml,line=1,title=few::few 100',
    '::error file=a.yaml,line=1,title=many::many 19%0A… and 19 more of many',
  ]);
});

it('names every rule within what GitHub shows of each level, one left for how the command ends', () => {
  const rules = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.nat(1000),
      fc.constantFrom('error', 'warning', 'notice'),
    ),
  );
  fc.assert(
    fc.property(rules, (drawn) => {
      const findings = drawn.map(([rule, weight, level]) => finding(`rule${rule}.`, weight, level));
      const lines = annotationLines(findings);
      for (const level of ['error', 'warning', 'notice']) {
        const own = lines.filter((line) => line.startsWith(`::${level} `));
        expect(own.length).toBeLessThanOrEqual(9);
        for (const { rule } of findings.filter((one) => one.level === level))
          expect(own.join('\n')).toContain(rule);
      }
    }),
  );
});

it('says which rules share the last line', () => {
  const lines = annotationLines(
    Array.from({ length: 12 }, (_, index) => finding(`r${index}`, index)),
  );
  expect(lines.map(titleOf)).toEqual(['r11', 'r10', 'r9', 'r8', 'r7', 'r6', 'r5', 'r4', 'rowmill']);
  expect(lines.at(-1)).toContain('4 more rules, all in the report: r3, r2, r1, r0');
});
