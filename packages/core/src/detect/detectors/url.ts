import { isWordUnit } from '../characters.ts';
import type { FindSpans } from '../span.ts';

/** Longest that common browsers and servers take. */
const LONGEST = 2048;
const START =
  /(?:https?|ftps?|sftp|ldaps?|wss?):\/\/|www\d?\.|(?<![@\w.-])(?:[a-z\d-]{1,63}\.){1,4}(?:com|org|net|edu|gov|io|co|info|de|fr|uk|it|es|nl|pl|se|pt|br|eu|ch|at|us|ca|au|jp)\/(?=[\w~-])/gi;

/** URLs with a scheme, those that begin with `www.`, and host names with a path. */
export const findUrls: FindSpans = (text, found) => {
  START.lastIndex = 0;
  for (let match = START.exec(text); match !== null; match = START.exec(text)) {
    const start = match.index;
    const body = start + match[0].length;
    const end = trimEnd(text, body, endOfUrl(text, start));
    if (end <= body && !match[0].endsWith('/')) continue;
    if (end < body || isWordUnit(text.charCodeAt(start - 1))) continue;
    if (!isHost(text.slice(body, end)) && /[:.]$|\/\/$/.test(match[0])) continue;
    found.push({ start, end, type: 'url', score: 0.99 });
    START.lastIndex = end;
  }
};

const WHOLE = /^(?:(?:https?|ftps?):\/\/|www\.)[^\s<>"]+$/i;

/** Whether a whole cell is one URL. */
export function isUrl(cell: string): boolean {
  return cell.length <= LONGEST && WHOLE.test(cell);
}

const STOPS = ' \t\r\n<>"`|\\^{}\u00a0\u3000“”«»';

function endOfUrl(text: string, start: number): number {
  const limit = Math.min(text.length, start + LONGEST);
  let end = start;
  while (end < limit && !STOPS.includes(text.charAt(end))) end++;
  return end;
}

/** Points and brackets at the end belong to the sentence, a bracket that the URL has opened excepted. */
function trimEnd(text: string, body: number, last: number): number {
  let end = last;
  const url = text.slice(body, end);
  let unopened = count(url, ')') - count(url, '(');
  while (end > body) {
    const mark = text.charAt(end - 1);
    if (mark === ')' && unopened-- <= 0) break;
    if (!".,;:!?)]'*_".includes(mark)) break;
    end--;
  }
  return end;
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/** At least a letter or digit where the host begins. */
function isHost(rest: string): boolean {
  return /^[\p{L}\p{N}[]/u.test(rest);
}
