import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import {
  textParagraph,
  textParagraphs,
  textSentence,
  textSentences,
  textWord,
  textWords,
} from './text.ts';

const wordsIn = (value: unknown) => String(value).split(' ');
const sentencesIn = (value: unknown) => String(value).split(/(?<=\.) /);
const isSentence = (sentence: string, min: number, max: number) => {
  expect(sentence).toMatch(/^\p{Lu}([^.]*[^. ])?\.$/u);
  expect(wordsIn(sentence).length).toBeGreaterThanOrEqual(min);
  expect(wordsIn(sentence).length).toBeLessThanOrEqual(max);
};

describeGenerator(textWord, {
  'default options': { accepts: (value) => expect(value).toMatch(/^[a-z]+$/) },
});
describeGenerator(textWords, {
  'default options': { accepts: (value) => expect(wordsIn(value)).toHaveLength(3) },
  'from one to five': {
    options: { min: 1, max: 5 },
    accepts: (value) => expect(String(value)).toMatch(/^[a-z]+( [a-z]+){0,4}$/),
  },
});
describeGenerator(textSentence, {
  'default options': { accepts: (value) => isSentence(String(value), 3, 10) },
  'a capital of another script': {
    locale: 'ru',
    options: { min: 1, max: 2 },
    accepts: (value) => isSentence(String(value), 1, 2),
  },
});
describeGenerator(textSentences, {
  'default options': {
    accepts(value) {
      expect(sentencesIn(value).length).toBeGreaterThanOrEqual(2);
      expect(sentencesIn(value).length).toBeLessThanOrEqual(6);
      for (const sentence of sentencesIn(value)) isSentence(sentence, 3, 10);
    },
  },
});
describeGenerator(textParagraph, {
  'default options': { accepts: (value) => expect(sentencesIn(value)).toHaveLength(3) },
});
describeGenerator(textParagraphs, {
  'default options': {
    accepts(value) {
      const lines = String(value).split('\n');
      expect(lines).toHaveLength(3);
      for (const line of lines) expect(sentencesIn(line)).toHaveLength(3);
    },
  },
});
