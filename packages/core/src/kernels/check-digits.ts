import type { StepOf } from '../program/steps.ts';
import { copyText } from './copy.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { HeapFull, OVERSHOOT } from './memory.ts';

const ZERO = 48;
const NINE = 57;
const LETTER_A = 65;
const COUNTRY_LENGTH = 2;
/** Most characters before the check digits come in; no scheme has more than the 34 of an IBAN. */
const MOST_BYTES = 64;

/** Luhn check digit (ISO/IEC 7812-1 annex B) of decimal digits in ASCII. */
export function luhnDigit(bytes: Uint8Array, address: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const digit = bytes[address + length - 1 - i]! - ZERO;
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** GS1 check digit of the first 12 digits of an EAN-13 (GS1 General Specifications 7.9). */
export function eanDigit(bytes: Uint8Array, address: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    sum += (bytes[address + length - 1 - i]! - ZERO) * (i % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

/** IBAN check digits (ISO 13616, ISO/IEC 7064 MOD 97-10) of a country code and the account behind it, as a number. */
export function ibanDigits(bytes: Uint8Array, address: number, length: number): number {
  const behindCountry = address + COUNTRY_LENGTH;
  let rest = modulo97(bytes, behindCountry, address + length, 0);
  rest = modulo97(bytes, address, behindCountry, rest);
  return 98 - ((rest * 100) % 97);
}

/** Goes on dividing by 97: digits count as they are, letters as 10 to 35. */
function modulo97(bytes: Uint8Array, from: number, to: number, start: number): number {
  let rest = start;
  for (let k = from; k < to; k++) {
    const byte = bytes[k]!;
    rest = (byte <= NINE ? rest * 10 + byte - ZERO : rest * 100 + byte - LETTER_A + 10) % 97;
  }
  return rest;
}

/** The text with its check digits in place: behind the digits, or behind an IBAN's country code. */
export function checkDigits(step: StepOf<'check-digits'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'text');
  const out = frame.buffer(step.out, 'text');
  const { heap } = frame;
  const { bytes, view } = frame.memory;
  const isIban = step.scheme === 'iban';
  const digitOf = step.scheme === 'luhn' ? luhnDigit : eanDigit;
  return (count) => {
    let at = heap.next;
    for (let i = 0; i < count; i++) {
      const address = value.address[i]!;
      const length = value.length[i]!;
      if (at + length + MOST_BYTES + OVERSHOOT > heap.end) throw new HeapFull();
      const start = at;
      if (isIban) {
        const check = ibanDigits(bytes, address, length);
        copyText(view, at, address, COUNTRY_LENGTH);
        bytes[at + 2] = ZERO + Math.floor(check / 10);
        bytes[at + 3] = ZERO + (check % 10);
        copyText(view, at + 4, address + COUNTRY_LENGTH, length - COUNTRY_LENGTH);
        at += length + 2;
      } else {
        copyText(view, at, address, length);
        bytes[at + length] = ZERO + digitOf(bytes, address, length);
        at += length + 1;
      }
      out.address[i] = start;
      out.length[i] = at - start;
    }
    heap.next = at;
  };
}
