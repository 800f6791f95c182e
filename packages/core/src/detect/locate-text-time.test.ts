import { expect, it } from 'vitest';
import { locateText } from './locate-text.ts';

const SIZE = 120_000;

/** Texts that make patterns with nested repeats go back again and again. */
const EVIL = [
  'a@',
  'a.',
  '@a.',
  '1',
  '1 ',
  '1-',
  '1.',
  '+1 ',
  '(1)',
  '((',
  'Aa ',
  'A',
  "a'",
  'Smith, ',
  'http://',
  'http://a(',
  'www.',
  'a.com/',
  ':',
  'ab:',
  'DE89',
  'DE89 ',
  'MRN: ',
  'mrn 1',
  'x1',
  'born 1',
  '12 Jan ',
  'van ',
  'A van ',
  '山',
  ' ',
  '\n',
  '123-45-6789 ',
  '4111 1111 1111 1112 ',
  '0123 456789 ',
  '1.1.1.',
  'national provider ',
];

const seconds = (text: string): number => {
  const start = performance.now();
  locateText(text);
  return (performance.now() - start) / 1000;
};

it.each(EVIL)('takes four times as long for four times as many %j, not sixteen', (part) => {
  const short = part.repeat(SIZE / 4 / part.length);
  locateText(short);
  const once = Math.min(seconds(short), seconds(short));
  const fourTimes = Math.min(seconds(short.repeat(4)), seconds(short.repeat(4)));
  // Sixteen would be the square; the pause of a collector must not fail what is linear.
  expect(fourTimes).toBeLessThan(once * 10 + 0.25);
});
