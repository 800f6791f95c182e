import { z } from 'zod';
import { SAFE_SSN } from '../../locales/safe-ranges.ts';
import { concat } from '../../program/text-steps.ts';
import { defineGenerator } from '../define.ts';
import { paddedNumbers, wordPart } from '../digit-text.ts';

const between = (width: number, [first, last]: readonly [number, number]): readonly string[] =>
  paddedNumbers(width).slice(first, last + 1);

const AREAS = between(3, SAFE_SSN.area).map((area) => `${area}-`);
const GROUPS = between(2, SAFE_SSN.group).map((group) => `${group}-`);
const SERIALS = between(4, SAFE_SSN.serial);

/**
 * US social security number that was never given to anybody.
 *
 * Shape: `AAA-GG-SSSS`, area 900 to 999, group 01 to 49.
 * Unique: 48,995,100.
 * Source: Social Security Administration, randomization of 2011; IRS Publication 1915.
 */
export const ssn = defineGenerator({
  name: 'person.ssn',
  summary: 'US social security number that nobody has.',
  options: z.strictObject({}),
  unique: 'choices',
  compile: (cells) => ({
    type: { kind: 'string' },
    register: concat(
      cells.program,
      wordPart(cells, 'area', AREAS),
      wordPart(cells, 'group', GROUPS),
      wordPart(cells, 'serial', SERIALS),
    ),
  }),
});
