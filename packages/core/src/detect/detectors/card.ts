import { digitsOf } from '../characters.ts';
import { passesLuhn } from '../check-digits.ts';
import { anyWord, textBefore } from '../context-words.ts';
import type { NumberRun, RunPart } from '../number-run.ts';
import { partsWithDigits } from '../number-run.ts';
import type { Span } from '../span.ts';

/** First digits and lengths of the networks. Source: ISO/IEC 7812 issuer identification numbers as the networks print them. */
const NETWORKS =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|(?:6011|64[4-9]\d|65\d\d)\d{12,15}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|(?:50|5[6-9]|6[0379])\d{14})$/;
const SHAPES = /^(?:\d{13,19}|4-4-4-4|4-6-5|4-6-4|4-4-4-4-3|4-4-4-[123]|6-13)$/;
const OTHER_NUMBER = anyWord(
  'order|tracking|invoice|parcel|shipment|ticket|isbn|imei|serial|sku|batch|transaction|timestamp|epoch|sendungs|bestell|commande|pedido|ordine|iccid|sim',
);
const CARD_WORD = anyWord(
  'card|visa|master|amex|credit|debit|karte|carte|tarjeta|carta|cartao|kaart|karta|kort|pan|cc',
);

/** Numbers of payment cards: a network's first digits and length, Luhn, groups as they are printed. */
export function findCards(text: string, run: NumberRun, found: Span[]): void {
  if (run.touchesWord || run.hasPlus) return;
  for (const part of partsWithDigits(text, run, [13, 19])) {
    if (!isPrinted(part) || isFraction(text, part) || !isCardNumber(part.digits)) continue;
    const before = textBefore(text, part.start);
    if (OTHER_NUMBER.test(before) && !CARD_WORD.test(before)) continue;
    found.push({ start: part.start, end: part.end, type: 'card', score: 0.95 });
    return;
  }
}

/** `0.5200773941832355` is what a computer makes of a share. */
const isFraction = (text: string, { start }: RunPart): boolean =>
  /(?<![\d.])\d{1,3}\.$/.test(text.slice(Math.max(0, start - 5), start));

function isPrinted({ shape, groups, separator }: RunPart): boolean {
  if (groups.length === 1) return true;
  return SHAPES.test(shape) && separator !== undefined && ' -.\u00a0'.includes(separator);
}

/** Whether digits are a number that a network can have given. */
const isCardNumber = (digits: string): boolean => NETWORKS.test(digits) && passesLuhn(digits);

/** Whether a whole cell is the number of a card. */
export function isCard(cell: string): boolean {
  return /^\d[\d -]{11,22}\d$/.test(cell) && isCardNumber(digitsOf(cell));
}
