import type { StepOf } from '../program/steps.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';
import { createReader, createStringWriter } from './text.ts';

/** Luhn check digit (ISO/IEC 7812-1 annex B) of a string of digits. */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** GS1 check digit of the first 12 digits of an EAN-13 (GS1 General Specifications 7.9). */
export function eanDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    sum += (digits.charCodeAt(digits.length - 1 - i) - 48) * (i % 2 === 0 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

/** IBAN check digits (ISO 13616, ISO/IEC 7064 MOD 97-10) for a country code followed by the BBAN. */
export function ibanDigits(countryAndBban: string): string {
  const rearranged = `${countryAndBban.slice(2)}${countryAndBban.slice(0, 2)}00`;
  let rest = 0;
  for (const character of rearranged) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return String(98 - rest).padStart(2, '0');
}

const SCHEMES: Readonly<Record<StepOf<'check-digits'>['scheme'], (digits: string) => string>> = {
  luhn: (digits) => digits + luhnDigit(digits),
  ean13: (digits) => digits + eanDigit(digits),
  iban: (text) => text.slice(0, 2) + ibanDigits(text) + text.slice(2),
};

/** The text with its check digits in place: behind the digits, or behind an IBAN's country code. */
export function checkDigits(step: StepOf<'check-digits'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'text');
  const out = frame.buffer(step.out, 'text');
  const complete = SCHEMES[step.scheme];
  const read = createReader(frame.memory.bytes);
  const write = createStringWriter(frame);
  return (count) => {
    for (let i = 0; i < count; i++) write(complete(read(value, i)), out, i);
  };
}
