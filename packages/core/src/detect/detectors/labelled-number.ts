import type { PiiTypeName } from '../../pii/pii-types.ts';
import { isWordUnit } from '../characters.ts';
import { passesLuhn } from '../check-digits.ts';
import { fold, textBefore } from '../context-words.ts';
import type { NumberRun } from '../number-run.ts';
import type { Span } from '../span.ts';

/** A number that nothing but the words before it tells apart from others. */
interface Label {
  readonly type: PiiTypeName;
  /** Small letters, `|` between. */
  readonly words: string;
  /** What the number looks like, upper case, without blanks and hyphens. */
  readonly shape: RegExp;
  readonly score: number;
}

const LABELS: readonly Label[] = [
  { type: 'medical-licence', words: 'npi|national provider', shape: /^[12]\d{9}$/, score: 0.95 },
  { type: 'medical-licence', words: 'dea', shape: /^[A-Z]{2}\d{7}$/, score: 0.9 },
  {
    type: 'medical-record',
    words:
      'mrn|medical rec(?:ord)?|med rec|chart|patient (?:id|no|num|#|record|file)|patienten?-?(?:nr|nummer|id|akte)|fallnummer|fall-nr|dossier (?:medical|patient|n)|numero de dossier|ipp|historia clinica|nhc|cartella clinica|prontuario|patientnummer|hospital (?:no|num|id)|unit (?:no|number)',
    shape: /^(?=(?:\D*\d){4})[A-Z]{0,5}\d[A-Z\d]{3,13}$/,
    score: 0.88,
  },
  {
    type: 'health-plan',
    words:
      'member (?:id|no|num)|health plan|insurance (?:id|no|num)|subscriber|policy (?:id|no|num|holder no)|medicare|medicaid|mbi|beneficiary|versichertennummer|krankenversicherung\\w*|kvnr|ehic|mutuelle',
    shape: /^(?=(?:\D*\d){4})[A-Z\d]{6,16}$/,
    score: 0.82,
  },
  {
    type: 'passport',
    words:
      'passport|reisepass|pass(?:nummer|-nr)|passeport|pasaporte|passaporto|passaporte|paspoort|paszport|pasaport',
    shape: /^(?=(?:\D*\d){4})[A-Z\d]{6,10}$/,
    score: 0.92,
  },
  {
    type: 'driver-licence',
    words:
      "driver'?s? ?licen[cs]e|driving licen[cs]e|dl(?: no| num|#|:)|fuhrerschein\\w*|permis de conduire|carnet de conducir|permiso de conducir|patente|rijbewijs\\w*|prawo jazdy|korkort\\w*",
    shape: /^(?=(?:\D*\d){4})[A-Z\d]{6,18}$/,
    score: 0.85,
  },
  {
    type: 'bank-account',
    words:
      'account (?:no|num|#)|acct|a/c|kontonummer|konto-?nr|numero de compte|numero de cuenta|rekeningnummer|routing|sort code|bsb',
    shape: /^\d{6,17}$/,
    score: 0.8,
  },
  {
    type: 'tax-id',
    words:
      'tax ?(?:id|no|num)|steuer-?(?:id|nummer|nr|identifikation\\w*)|numero fiscal|tfn|ein|utr|codice fiscale|partita iva|vat (?:id|no|num)|ust-?id\\w*|tva|nif|cif|rut',
    shape: /^(?=(?:\D*\d){5})[A-Z]{0,2}[A-Z\d]{7,16}$/,
    score: 0.82,
  },
  {
    type: 'national-id',
    words:
      'national (?:id|insurance)|ni (?:no|num)|nino|nhs|bsn|burgerservice\\w*|dni|nie|pesel|cpf|personnummer|personalausweis\\w*|ausweis\\w*|aadha+r|curp|carte d.identite|securite sociale|nir|insee|sin|id card|identity (?:card|no|num)|sozialversicherung\\w*|svnr|rodne cislo|cnp|tc kimlik\\w*|codigo de identidad|my number card|rg|cedula',
    shape: /^(?=(?:\D*\d){6})[A-Z\d]{7,18}$/,
    score: 0.85,
  },
  {
    type: 'vehicle',
    words:
      'vin|license plate|licence plate|number plate|plate|registration (?:no|num|plate)|kennzeichen|immatriculation|matricula|targa|kenteken',
    shape: /^(?=(?:\D*\d){2})[A-Z\d]{5,17}$/,
    score: 0.8,
  },
  {
    type: 'device-id',
    words: 'imei|imsi|serial (?:no|num)|device id',
    shape: /^(?=(?:\D*\d){4})[A-Z\d]{8,20}$/,
    score: 0.8,
  },
];

/** Between label and number: `: `, ` number is `, ` no. `, `-Nr.: `. */
const BETWEEN =
  '(?:[ :#.=()"\'/°º-]|(?<![a-z])(?:no|nr|num|numbers?|nummer|numero|numer|id|is|was|ist|lautet|est|es|code|card|record|of|del?|der|on file)(?![a-z])){0,12}';
const ALL = new RegExp(
  LABELS.map(({ words }) => `(?<![a-z0-9])(${words})(?![a-z])`).join('|'),
  'gu',
);
/** Letters that labels begin with, three at most: most words before a number begin otherwise, and need no longer look. */
const BEGINNINGS: ReadonlySet<string> = new Set(
  LABELS.flatMap(({ words }) =>
    words.split('|').map((word) => /^[a-z]{1,3}/.exec(word)?.[0] ?? ''),
  ),
);
const mayHoldLabel = (before: string): boolean => {
  for (const [beginning] of before.matchAll(/(?<![a-z0-9])[a-z]{1,3}/g)) {
    if (BEGINNINGS.has(beginning)) return true;
  }
  return false;
};
const NOTHING_ELSE = new RegExp(`^${BETWEEN}$`, 'u');
const FEWEST_DIGITS = 3;
const LONGEST_PREFIX = 6;
const LONGEST_REST = 16;

/** Numbers of records, licences, passports, accounts and identity cards behind the words that name them. */
export function findLabelledNumbers(text: string, run: NumberRun, found: Span[]): void {
  const token = tokenAt(text, run);
  if (token === undefined) return;
  const before = textBefore(text, token.start);
  const match = lastLabel(before);
  if (match === undefined || !NOTHING_ELSE.test(before.slice(match.end))) return;
  const { label } = match;
  const firstGroup = run.groups[0]?.end ?? token.end;
  // What follows behind a blank may be the next number.
  for (const end of new Set([token.end, run.end, firstGroup])) {
    const compact = text
      .slice(token.start, end)
      .replace(/[ ./-]/g, '')
      .toUpperCase();
    if (!fits(label, compact)) continue;
    found.push({ start: token.start, end, type: label.type, score: label.score });
    return;
  }
}

/** The run with the letters before and behind it, as in `AB-123456C` and `C01X00T47`. */
function tokenAt(text: string, run: NumberRun): { start: number; end: number } | undefined {
  let start = run.groups[0]?.start ?? run.start;
  const limit = Math.max(0, start - LONGEST_PREFIX);
  while (start > limit && isWordUnit(text.charCodeAt(start - 1))) start--;
  // The prefix itself may be set apart: `MRN: AB-1234`.
  if (text.charAt(start - 1) === '-') {
    const prefix = /(?<![A-Za-z\d])[A-Z]{1,5}-$/.exec(text.slice(Math.max(0, start - 7), start));
    if (prefix !== null && !isLabel(prefix[0])) start -= prefix[0].length;
  }
  let end = run.end;
  while (end < run.end + LONGEST_REST && isWordUnit(text.charCodeAt(end))) end++;
  const digits = text.slice(start, end).replace(/\D/g, '').length;
  return digits < FEWEST_DIGITS ? undefined : { start, end };
}

const isLabel = (prefix: string): boolean => lastLabel(fold(prefix.slice(0, -1))) !== undefined;

function lastLabel(before: string): { label: Label; end: number } | undefined {
  if (!mayHoldLabel(before)) return undefined;
  let last: { label: Label; end: number } | undefined;
  for (const match of before.matchAll(ALL)) {
    const label = LABELS[match.slice(1).findIndex((group) => group !== undefined)];
    if (label !== undefined) last = { label, end: match.index + match[0].length };
  }
  return last;
}

function fits({ type, shape }: Label, compact: string): boolean {
  if (!shape.test(compact) || /^(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d$/.test(compact)) return false;
  return type !== 'medical-licence' || !/^\d/.test(compact) || isNpi(compact);
}

/** National provider identifier: Luhn over it with the prefix 80840 (CMS, NPI check digit calculation). */
export const isNpi = (digits: string): boolean =>
  /^[12]\d{9}$/.test(digits) && passesLuhn(`80840${digits}`);
