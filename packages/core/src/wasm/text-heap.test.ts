import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeapFull } from '../kernels/memory.ts';
import { packDictionary } from '../program/dictionary.ts';
import type { Step } from '../program/steps.ts';
import { runStep } from '../testing/engines.ts';
import { repeat } from '../testing/text-trials.ts';
import type { EngineName } from './choose-engine.ts';

/** What the heap of the tests holds. */
const HEAP_BYTES = 1 << 20;
const TEXT = 1;
const COUNTS = 2;
const NUMBERS = 3;
const OUT = 4;

const steps: Readonly<Record<string, Step>> = {
  concat: { kernel: 'concat', out: OUT, parts: ['<', TEXT, '>'] },
  'join-first': { kernel: 'join-first', out: OUT, counts: COUNTS, items: [TEXT] },
  'json-array': { kernel: 'json-array', out: OUT, counts: COUNTS, items: [TEXT] },
  'json-text': { kernel: 'json-text', out: OUT, value: TEXT, valid: null, quoted: true },
  'text-case': { kernel: 'text-case', out: OUT, value: TEXT, to: 'upper' },
  'check-digits': { kernel: 'check-digits', out: OUT, value: TEXT, scheme: 'luhn' },
  'check-digits iban': { kernel: 'check-digits', out: OUT, value: TEXT, scheme: 'iban' },
  words: {
    ...{ kernel: 'words', out: OUT, rows: 0, key: { inner: 1, outer: 2 }, counts: COUNTS },
    ...{ dictionary: 0, separator: ' - ', capitalize: true, ending: '!' },
  },
  prose: {
    ...{ kernel: 'prose', out: OUT, rows: 0, key: { inner: 1, outer: 2 }, dictionary: 0 },
    ...{ capitals: 0, words: { min: 2, max: 2 }, sentences: { min: 1, max: 1 } },
    paragraphs: { min: 1, max: 1 },
  },
  symbols: {
    ...{ kernel: 'symbols', out: OUT, value: NUMBERS, dictionary: 0 },
    lengths: { min: 1, max: 1 },
  },
};

/** Whether the batch fits; whatever it is, no byte outside a region is written, which `runStep` sees to. */
function fits(engine: EngineName, step: Step, size: number, rowCount: number): boolean {
  const text = '7'.repeat(size);
  try {
    runStep(engine, {
      registers: ['rows', 'text', 'int', 'number', 'text'],
      inputs: {
        [TEXT]: repeat([text], rowCount),
        [COUNTS]: repeat([1], rowCount),
        [NUMBERS]: repeat([0], rowCount),
      },
      dictionaries: [packDictionary([text])],
      step,
      rowCount,
    });
    return true;
  } catch (error) {
    if (error instanceof HeapFull) return false;
    throw error;
  }
}

/** The most bytes that a kernel makes, or has to reckon with, for one byte of text. */
function growth({ kernel }: Step): number {
  if (kernel === 'json-text') return 6;
  return kernel === 'prose' ? 2 : 1;
}

describe('the heap', () => {
  it.each(Object.entries(steps))('holds at its end what TypeScript puts there: %s', (_, step) => {
    const rowCounts = fc.integer({ min: 20, max: 600 });
    fc.assert(
      fc.property(rowCounts, fc.integer({ min: -24, max: 1 }), (rowCount, more) => {
        const size = Math.floor(HEAP_BYTES / rowCount / growth(step)) + more;
        const fast = fits('wasm', step, size, rowCount);
        if (fits('ts', step, size, rowCount)) expect(fast).toBe(true);
      }),
      { numRuns: 8 },
    );
    const size = Math.floor(HEAP_BYTES / 100);
    expect(fits('wasm', step, Math.floor(size / growth(step)) - 8, 100)).toBe(true);
    expect(fits('wasm', step, size + 1, 100)).toBe(false);
  });
});
