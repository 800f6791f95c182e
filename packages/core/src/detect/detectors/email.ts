import { isAsciiLetter, isDigit, isLetter } from '../characters.ts';
import type { FindSpans } from '../span.ts';

/** RFC 5321, section 4.5.3.1. */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;

/** Ends of names of files, not of hosts: `logo@2x.png`. */
const FILE_ENDINGS = new Set('png jpg jpeg gif svg webp pdf css js json html txt map'.split(' '));

/** Addresses of e-mail, from each `@` to both sides. */
export const findEmails: FindSpans = (text, found) => {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = startOfLocal(text, at);
    const end = endOfDomain(text, at + 1);
    if (start === at || end < 0) continue;
    if (isRemote(text, start, end)) continue;
    found.push({ start, end, type: 'email', score: 0.98 });
  }
};

/** Whether a whole cell is one address. */
export function isEmail(cell: string): boolean {
  const at = cell.lastIndexOf('@');
  if (at < 1 || cell.length > LONGEST_LOCAL + LONGEST_DOMAIN + 1) return false;
  return startOfLocal(cell, at) === 0 && endOfDomain(cell, at + 1) === cell.length;
}

const LOCAL_MARKS = "!#$%&'*+-/=?^_`{|}~.";
/** Allowed within, never meant as its beginning: the quote or bracket belongs to the sentence. */
const NOT_FIRST = ".'`*=/&?#|{}~$^!";

function startOfLocal(text: string, at: number): number {
  let start = at;
  const limit = Math.max(0, at - LONGEST_LOCAL);
  while (start > limit && isLocalUnit(text, start - 1)) start--;
  while (start < at && NOT_FIRST.includes(text.charAt(start))) start++;
  return text.charAt(at - 1) === '.' ? at : start;
}

function isLocalUnit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isLetter(code) || isDigit(code)) return true;
  return LOCAL_MARKS.includes(text.charAt(at));
}

/** Behind the last label of a host name with a top-level domain; -1 where there is none. */
function endOfDomain(text: string, start: number): number {
  let end = start;
  const limit = Math.min(text.length, start + LONGEST_DOMAIN);
  while (end < limit && isHostUnit(text, end)) end++;
  while (end > start && '.-'.includes(text.charAt(end - 1))) end--;
  const host = text.slice(start, end);
  const dot = host.lastIndexOf('.');
  if (dot < 1 || host.includes('..') || host.startsWith('.') || host.startsWith('-')) return -1;
  const top = host.slice(dot + 1).toLowerCase();
  return isTopLevel(top) ? end : -1;
}

function isHostUnit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isLetter(code) || isDigit(code) || code === 45 || code === 46;
}

function isTopLevel(label: string): boolean {
  if (FILE_ENDINGS.has(label)) return false;
  if (label.startsWith('xn--')) return true;
  return label.length >= 2 && [...label].every((letter) => isLetter(letter.charCodeAt(0)));
}

/** `git@github.com:team/repo.git` names a repository. */
function isRemote(text: string, start: number, end: number): boolean {
  return (
    text.startsWith('git@', start) &&
    text.charAt(end) === ':' &&
    isAsciiLetter(text.charCodeAt(end + 1))
  );
}
