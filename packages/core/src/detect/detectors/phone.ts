import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { anyWord, lastHit, textBefore } from '../context-words.ts';
import type { NumberRun, RunPart } from '../number-run.ts';
import { partOf } from '../number-run.ts';
import type { Span } from '../span.ts';

const PHONE_WORD = anyWord(
  'tel|ph(?:one)?[: .]|phone|mobile?|mob[.: ]|cell|caller id|call|dial|ring|sms|text (?:me|him|her|us)|whatsapp|signal|hotline|telegram|fax|fon|handy|anruf|ruf|mobil|rueckruf|ruckruf|portable|appel|movil|celular|llam|cellulare|chiam|fisso|bel|bereik|gsm|kom|zadzwon|ring|mobiel|telemovel|ligar|ligue|puhelin|tlf|numer(?:o)? (?:de )?tel|contact(?: number)?|reach(?:able)?|number is|msisdn|denwa|puh|rappel|joindre|joignable|erreichbar|raggiung|contat|kontakt|volal|(?:new|my|his|her|their|changed|nowy|nowym|pod|moj|neue|meine|nouveau|mon|nuevo|mi|nuovo|mio|cambiato|novo|meu|nieuwe?|mijn|nytt|mitt) (?:numer[oaeu]?m?|nummer|number)(?![a-z])|numaram',
);
const FAX_WORD = anyWord('fax|telefax|telecopie');
const OTHER_NUMBER = anyWord(
  'order|invoice|ticket|tracking|parcel|ref|sku|serial|batch|version|isbn|issn|case|account|acct|iban|card|policy|ssn|npi|mrn|passport|licen[cs]e|imei|build|error|code|room|page|article|model|timestamp|epoch|took|bytes|coordinates?|price|total|amount|\\$|(?:id|port|ip|rfc|iso|po|lot|part|vat|tax|rows?|lat|lon|sum|eur|usd|gbp)(?![a-z])|bestell|auftrag|rechnung|vertrag|kundennummer|konto|commande|facture|dossier|pedido|factura|ordine|fattura|pratica|encomenda|fatura|zamowieni|faktur|bestelling|factuur|siparis',
);

/** Countries whose national numbers are tried where none is named, by how often texts hold them. */
export const PHONE_COUNTRIES: readonly CountryCode[] = [
  'US',
  'GB',
  'DE',
  'FR',
  'ES',
  'IT',
  'NL',
  'PL',
  'PT',
  'SE',
  'BE',
  'CH',
  'AT',
  'AU',
  'IN',
  'BR',
  'MX',
  'TR',
  'JP',
  'DK',
  'NO',
  'FI',
  'IE',
  'CZ',
  'RO',
  'GR',
  'ZA',
];

/** Numbers of telephones: international ones, printed national ones, and bare ones behind a word that says so. */
export function findPhones(text: string, run: NumberRun, found: Span[]): void {
  if (run.touchesWord) return;
  for (const part of candidates(text, run)) {
    const before = textBefore(text, part.start, 40);
    const score = scoreOf(text, part, { run, before });
    if (score === 0) continue;
    const end = endWithExtension(text, part.end);
    found.push({ start: part.start, end, type: FAX_WORD.test(before) ? 'fax' : 'phone', score });
    return;
  }
}

/** The whole run, then without what may belong to the next number, then without what stands before. */
function* candidates(text: string, run: NumberRun): Generator<RunPart> {
  const { length } = run.groups;
  for (let to = length; to > Math.max(0, length - 3); to--) yield partOf(text, run, [0, to]);
  if (!run.hasPlus && length > 1) yield partOf(text, run, [1, length]);
}

interface Surroundings {
  readonly run: NumberRun;
  readonly before: string;
}

function scoreOf(text: string, part: RunPart, { run, before }: Surroundings): number {
  const { digits } = part;
  if (digits.length < 7 || digits.length > 15 || /^(\d)\1+$/.test(digits)) return 0;
  if (text.slice(part.start, part.start + 2).includes('+')) return withPlus(part, before);
  if (isDate(part)) return 0;
  if (digits.startsWith('00') && international(`+${digits.slice(2)}`) > 0) return 0.85;
  if (isDecimal(part)) return part.groups.length > 2 && isAnnounced(before) ? namedScore(part) : 0;
  if (isAnnounced(before)) return namedScore(part);
  return OTHER_NUMBER.test(before.slice(-20)) ? 0 : printed(text, part, run);
}

/** What somebody calls a telephone number may be mistyped. */
function withPlus(part: RunPart, before: string): number {
  const score = international(`+${part.digits}`);
  return score === 0 && isAnnounced(before) && isPlausible(part) ? 0.65 : score;
}

/** The countries' numbers are looked through last: it takes long. */
const namedScore = (part: RunPart): number =>
  isPlausible(part) || isNational(part.digits, PHONE_COUNTRIES) ? 0.8 : 0;

/** Whether the last word that names a number names one of a telephone. */
function isAnnounced(before: string): boolean {
  const word = lastHit(PHONE_WORD, before);
  // `caller id` ends with a word of the others.
  return word >= 0 && word >= lastHit(OTHER_NUMBER, before);
}

function international(number: string): number {
  const parsed = parsePhoneNumberFromString(number);
  if (parsed?.isValid() === true) return 0.92;
  return parsed?.isPossible() === true ? 0.75 : 0;
}

/** A number as somebody prints it, with nothing before that says what it is. */
function printed(text: string, part: RunPart, run: NumberRun): number {
  const { groups, digits, shape } = part;
  // A slice of a longer row of numbers is no number of its own.
  if (groups.length < 2 || groups.length !== run.groups.length) return 0;
  const hasBracket =
    text.slice(part.start, groups[1]?.start).includes('(') || /\)/.test(groups[1]?.separator ?? '');
  if (shape === '3-3-4' || shape === '1-3-3-4') return northAmerican(part, hasBracket);
  if (digits.startsWith('0') || hasBracket) {
    return digits.length >= 9 && digits.length <= 12 && isNational(digits, PHONE_COUNTRIES.slice(1))
      ? 0.7
      : 0;
  }
  return isNineDigitNational(part) ? 0.55 : 0;
}

function northAmerican({ digits, separator }: RunPart, hasBracket: boolean): number {
  const ten = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  if (!/^[2-9]\d{2}[2-9]\d{6}$/.test(ten))
    return isNational(digits, PHONE_COUNTRIES.slice(1)) ? 0.6 : 0;
  if (hasBracket) return 0.85;
  return separator !== undefined || digits.length === 11 ? 0.75 : 0.6;
}

/** Spain, Poland, Portugal, Norway, Denmark write without a zero: only in the groups of those countries. */
function isNineDigitNational({ digits, shape, separator }: RunPart): boolean {
  if (separator !== ' ' && separator !== '-') return false;
  const isShape = /^(?:3-3-3|3-2-2-2|2-3-2-2|2-2-2-2)$/.test(shape);
  return isShape && isNational(digits, ['ES', 'PL', 'PT', 'NO', 'DK', 'CZ']);
}

/** Whether the number is one of the countries'. */
export function isNational(digits: string, countries: readonly string[]): boolean {
  return countries.some(
    (country) =>
      isSupportedCountry(country) &&
      parsePhoneNumberFromString(digits, country)?.isValid() === true,
  );
}

/** What somebody calls a telephone number need not be one that a network has given out: tests are full of those. */
function isPlausible({ digits, groups }: RunPart): boolean {
  return digits.length >= 7 && digits.length <= 13 && groups.length <= 6;
}

function isDate({ shape, groups, digits }: RunPart): boolean {
  const separator = groups[1]?.separator ?? '';
  if (
    !/^(?:4-2-2|2-2-4|1-2-4|2-1-4|1-1-4|4-1-2|4-1-1|4-2-1|4-2-2-2|2-2-4-2|4-2-2-2-2)$/.test(shape)
  )
    return false;
  return /[-./]/.test(separator) || /^(?:19|20)\d\d(?:0\d|1[0-2])/.test(digits);
}

/** `12.50`, `1.234.567` or `52.5200`. */
function isDecimal({ shape, groups }: RunPart): boolean {
  const isPoint = groups.length > 1 && groups.slice(1).every(({ separator }) => separator === '.');
  return isPoint && (groups.length === 2 || /^\d(?:-3)+$/.test(shape));
}

const EXTENSION = /^,? ?(?:ext\.?|extension|x|durchwahl|poste|#) ?\d{1,6}(?!\w)/i;

function endWithExtension(text: string, end: number): number {
  return end + (EXTENSION.exec(text.slice(end, end + 24))?.[0].length ?? 0);
}
