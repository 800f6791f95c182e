import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolate, plainScalar } from './interpolate.ts';

const environment = { HOME: '/root', EMPTY: '', NESTED: '${HOME}' };
const filled = (text: string) => interpolate(text, environment).text;

describe('interpolate', () => {
  it.each([
    ['${HOME}/x', '/root/x'],
    ['${HOME}${HOME}', '/root/root'],
    ['${MISSING:-fallback}', 'fallback'],
    ['${MISSING:-}', ''],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${EMPTY}', ''],
    ['${HOME:-fallback}', '/root'],
    ['$${HOME}', '${HOME}'],
    ['$HOME $ {HOME} $$', '$HOME $ {HOME} $$'],
    ['${MISSING:-a:-b}', 'a:-b'],
  ])('turns %s into %s', (text, result) => {
    expect(interpolate(text, environment)).toEqual({ text: result, problems: [] });
  });

  it('does not look again at what it has put in', () => {
    expect(filled('${NESTED}')).toBe('${HOME}');
  });

  it.each(['${1}', '${}', '${HOME', '${HO-ME}', '${HOME:+x}'])('refuses %s', (text) => {
    expect(interpolate(text, environment).problems).toHaveLength(1);
  });

  it('names every missing variable', () => {
    expect(interpolate('${A} ${B}', {}).problems.map(({ message }) => message)).toEqual([
      'the variable A is not set',
      'the variable B is not set',
    ]);
  });

  it('knows no variables but those given', () => {
    expect(interpolate('${toString}', {}).problems).toHaveLength(1);
  });

  it('leaves texts without ${ alone', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('${')),
        (text) => {
          expect(filled(text)).toBe(text);
        },
      ),
    );
  });
});

describe('plainScalar', () => {
  it.each([
    ['42', 42],
    ['-1.5', -1.5],
    ['1e3', 1000],
    ['true', true],
    ['False', false],
    ['yes', 'yes'],
    ['1_000', '1_000'],
    ['', ''],
    ['12345678901234567890', '12345678901234567890'],
  ])('reads %s as %j', (text, value) => {
    expect(plainScalar(text)).toBe(value);
  });
});
