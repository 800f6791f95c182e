import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { testContext } from '../testing/test-context.ts';
import { fakeEmail } from './fake-email.ts';
import { textDeid } from './text-deid.ts';

const words = fc
  .array(fc.constantFrom('the', 'parcel', 'was', 'late', 'again', 'on', 'this', 'side', 'ok'))
  .map((list) => list.join(' '));

describeStrategy(textDeid, {
  'clean text': {
    options: { types: ['email'], replacements: { email: { mask: 'constant', value: '#' } } },
    values: words,
    accepts: (mask, value) => expect(mask).toBe(value),
  },
  'text of every kind': {
    options: { replacements: { email: { mask: 'constant', value: '#' } }, types: ['email'] },
    accepts: (mask) => expect(mask).not.toMatch(/\w@\w+\.\w/),
  },
});

const maskOne = (text: string, options: object = {}): string =>
  maskWith(textDeid, [text], { options: { ...options } })[0] ?? '';

describe('text.deid', () => {
  it.each([
    'The meeting is on 12.03.2024 at 14:30 in Room 204.\r\n\ttabs  and  blanks ',
    'Release 1.2.3.4 of the driver',
    '',
  ])('leaves %j as it was, to the byte', (text) => {
    expect(maskOne(text)).toBe(text);
  });

  it('gives an address of e-mail the mask that it has in a column of its own', () => {
    const [mask] = maskWith(fakeEmail, ['Anna.K@firma.example']);
    const text = maskOne('Write to anna.k@firma.example, or call +48 601 234 567.');
    expect(text).toMatch(/^Write to \S+, or call \+1\d{10}\.$/);
    expect(text).toContain(` ${mask},`);
  });

  it('puts the name of its kind in place of what has no mask for sentences', () => {
    expect(maskOne('Passport no. C01X00T47, MRN: 00123456')).toBe(
      'Passport no. [PASSPORT], MRN: [MEDICAL_RECORD]',
    );
  });

  it('takes other rules, and looks for some kinds alone', () => {
    const text = 'anna@firma.example rang from +48 601 234 567';
    const replacements = { email: 'redact', phone: { mask: 'constant', value: 'somewhere' } };
    expect(maskOne(text, { replacements })).toBe('[REDACTED] rang from somewhere');
    expect(maskOne(text, { types: ['phone'], replacements })).toBe(
      'anna@firma.example rang from somewhere',
    );
  });

  it('names what it finds in place of masking it, and finds dates, where told so', () => {
    const text = 'John Smith, john@corp.com, seen on March 12, 2024';
    const [named] = maskWith(textDeid, [text], { options: { found: 'name', dates: true } });
    expect(named).toBe('[FULL_NAME], [EMAIL], seen on [PERSON_DATE]');
    const own = { found: 'name', replacements: { email: { mask: 'constant', value: 'x@y' } } };
    const [some] = maskWith(textDeid, [text], { options: own });
    expect(some).toBe('[FULL_NAME], x@y, seen on March 12, 2024');
    const [dates] = maskWith(textDeid, [text], {
      options: { types: ['email'], dates: true, found: 'name' },
    });
    expect(dates).toBe('John Smith, [EMAIL], seen on [PERSON_DATE]');
  });

  it('puts a placeholder where the rule cannot mask what was found, or would leave it', () => {
    const text = 'née le 4 mars 1980';
    const dates = { replacements: { 'birth-date': 'date.truncate' } };
    expect(maskOne(text, dates)).toBe('née le [BIRTH_DATE]');
    const kept = { replacements: { 'birth-date': 'keep' } };
    expect(maskOne(text, kept)).toBe('née le [BIRTH_DATE]');
  });

  it('replaces values of other columns of the row wherever they stand', () => {
    const texts = [
      'QUENTIN called; Quentin Q-7 (quentin) and Quentina. Anna?',
      'Anna-Lena, annA.',
      'nobody',
    ];
    const names = ['first', 'ref'];
    const masks = maskWith(textDeid, texts, {
      options: { names, types: ['email'] },
      columns: { first: ['Quentin', ' anna ', null], ref: ['Q-7', 'A', ''] },
      masked: { first: ['Bob', 'anna', null], ref: [null, 'X', ''] },
    });
    expect(masks).toEqual([
      'Bob called; Bob [REF] (Bob) and Quentina. Anna?',
      '[FIRST]-Lena, [FIRST].',
      'nobody',
    ]);
  });

  it('hides all of two parts that overlap', () => {
    const text = 'mail ann@firma.example now';
    const found = maskWith(textDeid, [text], {
      options: { names: ['part', 'whole'] },
      columns: { part: ['ann'], whole: ['example now'] },
      masked: { part: ['x'], whole: ['y'] },
    });
    expect(found[0]).toMatch(/^mail \S+@example\.\w+y$/);
    expect(found[0]).not.toContain('now');
  });

  it('lets no address of e-mail through, wherever it stands', () => {
    const address = fc
      .tuple(fc.stringMatching(/^[a-z]{3,8}$/), fc.stringMatching(/^[a-z]{3,8}$/))
      .map(([user, host]) => `${user}@${host}.test`);
    fc.assert(
      fc.property(words, address, words, (before, found, after) => {
        const text = maskOne(`${before} ${found} ${after}`);
        expect(text).not.toContain(found);
        expect(text.startsWith(`${before} `)).toBe(true);
        expect(text.endsWith(` ${after}`)).toBe(true);
      }),
    );
  });

  it('masks alike in any batch, also where one rule cannot mask a part', () => {
    const options = { replacements: { 'birth-date': 'date.truncate' } };
    const texts = ['born 1980-03-04', 'née le 4 mars 1980', 'born 1981-03-04'];
    const whole = maskWith(textDeid, texts, { options });
    expect(whole).toEqual(texts.map((text) => maskOne(text, options)));
    expect(whole[0]).toContain('1980-01-01');
  });

  it('reads what its names are, and refuses kinds that there are not', () => {
    expect(textDeid.reads({ names: ['first'] })).toEqual(['first']);
    expect(textDeid.readsMasked({ names: ['first'] })).toEqual(['first']);
    expect(textDeid.options.safeParse({ types: ['e-mail'] }).success).toBe(false);
    expect(textDeid.options.safeParse({ replacements: { nobody: 'keep' } }).success).toBe(false);
  });

  it('stays quick where a text is one long word', () => {
    const text = 'a'.repeat(200_000);
    const mask = textDeid.create({ names: ['first'] }, testContext());
    const read = (): string[] => ['aa'];
    const started = performance.now();
    expect(mask({ values: [text], other: read, masked: read, firstRow: 0 })).toEqual([text]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
