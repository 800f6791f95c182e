import { defineGenerator } from '../define.ts';
import {
  textParagraph,
  textParagraphs,
  textSentence,
  textSentences,
  textWord,
  textWords,
} from './text.ts';

/** Faker's names for filler text. */
export const loremWord = defineGenerator({ ...textWord, name: 'lorem.word' });
export const loremWords = defineGenerator({ ...textWords, name: 'lorem.words' });
export const loremSentence = defineGenerator({ ...textSentence, name: 'lorem.sentence' });
export const loremSentences = defineGenerator({ ...textSentences, name: 'lorem.sentences' });
export const loremParagraph = defineGenerator({ ...textParagraph, name: 'lorem.paragraph' });
export const loremParagraphs = defineGenerator({ ...textParagraphs, name: 'lorem.paragraphs' });
