/** Kernels that make text: one export per kernel, named after its step or a case of it. */
export { ean13, iban, luhn } from './check-digits';
export { concat, joinFirst, jsonArray } from './join';
export { jsonText, jsonValue } from './json-text';
export { bigintText, dateText, decimalText, floatText, integerText, timestampText, uuidText } from './numbers';
export { substring } from './substring';
export { digits, radixDigits, symbolBytes, symbolTexts } from './symbols';
export { leftOut, textCase } from './text-case';
export { flagText, gather, selectText } from './views';
export { prose, words } from './words';
