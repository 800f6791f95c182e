/** Kernels of masks on columns of text: identities, invented people and their addresses, numerals, tokens. */
export { writeEmails } from './emails';
export { foldTexts } from './fold';
export { countDigits, readNumerals, writeNumerals } from './numerals';
export { writePeople } from './people';
export { writeTokens } from './tokens';
