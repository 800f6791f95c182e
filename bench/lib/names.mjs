import { en } from '@faker-js/faker';

const { first_name: first, last_name: last } = en.person;

/** Faker's English names, for the peers that bring none of their own. */
export const FIRST_NAMES = [...new Set([...first.generic, ...first.female, ...first.male])];
export const LAST_NAMES = [...last.generic];
export const DOMAINS = ['example.com', 'example.net', 'example.org'];

/** The form of a name in an e-mail address: lower case, letters only. */
export function folded(name) {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
