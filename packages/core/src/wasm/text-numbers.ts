import type { ValueKind } from '../model/value-type.ts';
import { advance, type FastKernel, type FastKernels } from './fast-kernel.ts';
import { roomOf, textKernels, textsAt } from './text-module.ts';
import { placePowersOfTen } from './text-powers.ts';

const DECIMAL = '0123456789';

/** Functions for numbers that need to know no more than the number. */
const PLAIN: Partial<Record<ValueKind, 'dateText' | 'timestampText'>> = {
  date: 'dateText',
  timestamp: 'timestampText',
};

const numberText: FastKernel<'number-text'> = (step, frame) => {
  const { heap, memory } = frame;
  const value = frame.buffer(step.value, 'number').byteOffset;
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(memory);
  if (step.type.kind === 'decimal') {
    const { scale } = step.type;
    return (count) =>
      advance(heap, kernels.decimalText(value, ...out, count, scale, 10 ** scale, ...roomOf(heap)));
  }
  if (step.type.kind === 'float') {
    const powers = placePowersOfTen(memory);
    return (count) =>
      advance(heap, kernels.floatText(value, ...out, count, powers, ...roomOf(heap)));
  }
  const write = kernels[PLAIN[step.type.kind] ?? 'integerText'];
  return (count) => advance(heap, write(value, ...out, count, ...roomOf(heap)));
};

const bigintText: FastKernel<'bigint-text'> = (step, frame) => {
  const { heap } = frame;
  const value = frame.buffer(step.value, 'bigint').byteOffset;
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(frame.memory);
  return (count) => advance(heap, kernels.bigintText(value, ...out, count, ...roomOf(heap)));
};

const uuidText: FastKernel<'uuid-text'> = (step, frame) => {
  const { heap } = frame;
  const value = frame.buffer(step.value, 'uuid').byteOffset;
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(frame.memory);
  return (count) => advance(heap, kernels.uuidText(value, ...out, count, ...roomOf(heap)));
};

const digits: FastKernel<'digits'> = (step, frame) => {
  const { heap } = frame;
  const value = frame.buffer(step.value, 'number').byteOffset;
  const out = textsAt(frame.buffer(step.out, 'text'));
  const kernels = textKernels(frame.memory);
  if (step.alphabet === DECIMAL) {
    const { width } = step;
    return (count) => advance(heap, kernels.digits(value, ...out, count, width, ...roomOf(heap)));
  }
  const alphabet = frame.literal(step.alphabet);
  const radix = alphabet.length;
  const width = Math.max(1, step.width);
  let capacity = 1;
  for (let place = 0; place < width; place++) capacity *= radix;
  return (count) =>
    advance(
      heap,
      kernels.radixDigits(
        ...([value, ...out, count, width, alphabet.address, radix, capacity] as const),
        ...roomOf(heap),
      ),
    );
};

/** Symbols that the kernel notes at once for one number; see `MOST_SYMBOLS` in `kernels/text/symbols.ts`. */
const SCRATCH = Array<number>(54).fill(0);

const symbols: FastKernel<'symbols'> = (step, frame) => {
  const { heap } = frame;
  const { min, max } = step.lengths;
  const value = frame.buffer(step.value, 'number').byteOffset;
  const out = textsAt(frame.buffer(step.out, 'text'));
  const entries = frame.dictionary(step.dictionary);
  const radix = entries.length.length;
  const shortest = radix ** min;
  const kernels = textKernels(frame.memory);
  if (entries.length.every((length) => length === 1)) {
    // Entries lie one behind the other, as in the packed dictionary.
    const alphabet = entries.address[0] ?? 0;
    return (count) =>
      advance(
        heap,
        kernels.symbolBytes(
          ...([value, ...out, count, min, max, shortest, alphabet, radix] as const),
          ...roomOf(heap),
        ),
      );
  }
  const texts = textsAt(entries);
  const scratch = frame.words(SCRATCH);
  return (count) =>
    advance(
      heap,
      kernels.symbolTexts(
        ...([value, ...out, count, min, max, shortest, ...texts, radix, scratch] as const),
        ...roomOf(heap),
      ),
    );
};

/** Kernels that write numbers and identifiers. */
export const TEXT_NUMBERS = {
  'number-text': numberText,
  'bigint-text': bigintText,
  'uuid-text': uuidText,
  digits,
  symbols,
} satisfies FastKernels;
