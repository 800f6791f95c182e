/** Puts cells together to rows of text. */
export { writeRows } from './write-rows';
