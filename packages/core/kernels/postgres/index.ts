/** Tuples of PostgreSQL's binary COPY: encoded from columns, and hashed on the way out and on the way back. */

export { digestTuples } from './digest';
export { encodeTuples } from './encode';
