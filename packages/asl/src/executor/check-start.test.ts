import { describe, expect, it } from 'vitest';
import { ExecutionRequestError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { checkStart } from './check-start.ts';

describe('checkStart', () => {
  it.each(['n', 'nightly-2026_01.31', 'é'.repeat(LIMITS.nameLength)])('takes %j', (name) => {
    expect(() => checkStart(name, {})).not.toThrow();
  });

  it.each(['', 'n'.repeat(LIMITS.nameLength + 1), 'a b', 'a/b', 'a:b', 'a\u0000'])(
    'refuses the name %j',
    (name) => {
      expect(() => checkStart(name, {})).toThrow(/the name of an execution/);
    },
  );

  it('refuses an input above 256 KiB, and tells how many bytes it has', () => {
    const most = 'x'.repeat(LIMITS.payloadBytes - 2);
    expect(() => checkStart('n', most)).not.toThrow();
    expect(() => checkStart('n', `${most}x`)).toThrow(
      'the input of execution "n" has 262145 bytes of JSON, and may have 262144',
    );
  });

  it("has AWS's codes", () => {
    try {
      checkStart('', {});
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ExecutionRequestError);
      expect(error).toMatchObject({ name: 'ExecutionRequestError', code: 'InvalidName' });
    }
  });
});
