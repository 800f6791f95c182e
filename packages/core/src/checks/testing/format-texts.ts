import fc from 'fast-check';

/** Texts that have a format, or nearly. */
const GOOD: Readonly<Record<string, readonly string[]>> = {
  uuid: [
    '123e4567-e89b-12d3-a456-426614174000',
    'ABCDEF01-e89B-12d3-a456-42661417400f',
    'urn:uuid:123e4567-e89b-12d3-a456-426614174000',
    'URN:Uuid:123e4567-e89b-12d3-a456-426614174000',
  ],
  email: [
    'ada@example.org',
    `${'a.'.repeat(24)}b@${'c'.repeat(12)}.d`,
    `${'a.'.repeat(24)}b@${'c'.repeat(13)}.d`,
    `${'x'.repeat(60)}@example.org`,
    'a@b--c.d',
    "o'neil.j+x@mail.example.co.uk",
    'a@b.c',
    'A.B@C-D.E9',
  ],
  'date-time': [
    '2025-01-31T23:59:59.999Z',
    '2024-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2000-02-29 12:30:30.5+05:30',
    '1998-12-31t23:59:60z',
    '1998-12-31T23:59:60.123456+00:00',
    '1998-12-31T15:59:60-08:00',
    '2025-06-30T24:59:30+01:00',
    '2025-06-30T00:29:60+00:30',
    '2025-06-30\u00a023:59:59Z',
    '2025-06-30\u200223:59:59Z',
    '2025-06-30\ufeff23:59:59Z',
    '2025-06-30\u300023:59:59-0230',
    '2025-06-30T23:59:59+02',
    '2025-06-31T10:00:00Z',
    '2025-13-01T10:00:00Z',
    '2025-00-10T10:00:00.000Z',
    '2025-10-00T10:00:00.000Z',
    '2025-10-10T24:00:00.000Z',
    '0000-02-29T10:00:00.000Z',
    '2025-10-10T10:00:00',
    `2025-10-10T10:00:59.${'9'.repeat(14)}Z`,
    `2025-10-10T10:00:59.${'9'.repeat(20)}Z`,
    `2025-10-10T23:59:60.${'9'.repeat(20)}Z`,
    '2025-10-10T10:00:59.99999999999999644728632119949907064437866210937500Z',
    '2025-10-10T10:00:59.999999999999996447286321199499070644378662109375Z',
    '2025-10-10T10:00:59.999999999999996447286321199499070644378662109374999Z',
    '2025-10-10T10:00:59.9999999999999964472863211994990706443786621093751Z',
  ],
  date: ['2024-02-29', '2023-02-29', '2025-12-31', '2025-11-31', '0000-01-01', '2100-02-29'],
  time: ['23:59:59Z', '12:00:00.25+01:00', '23:59:60Z', '22:59:60-01:00', '10:00:00'],
  ipv4: ['192.168.0.1', '255.255.255.255', '1.2.3.256', '01.2.3.4'],
  ipv6: ['::1', '2001:db8::ff00:42:8329', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1::', '::'],
  hostname: [
    'example.org',
    'a-b.c.',
    `${'a'.repeat(63)}.b`,
    `${'a'.repeat(64)}.b`,
    `${'abcdefghi.'.repeat(25)}abc`,
    `${'abcdefghi.'.repeat(25)}abcd`,
    `${'abcdefghi.'.repeat(25)}abc.`,
    `${'abcdefghi.'.repeat(25)}abcd.`,
    '.',
  ],
  uri: [
    'https://example.org:80/a/b?x=1#y',
    'mailto:ada@example.org',
    'urn:isbn:0451450523',
    'http://[2001:db8::7]/c=GB?one',
    'ftp://u:p@[v1.x:y]:21',
    'file:///etc/%41',
    'a:/b',
    'a:',
  ],
  'uri-reference': ['/a/b?c#d', '//host/x', '#x', '', 'a b', 'a:b'],
  'uri-template': ['/a/{b}/{c:3,d*}', '{+x}', '{', 'é{a}'],
  duration: ['P1Y2M3DT4H5M6S', 'PT1S', 'P1W', 'P1M2D', 'PT1M2S', 'P', 'PT', 'P1YT', 'P1Y2W', 'p1y'],
  'json-pointer': ['/a/~0~1', '', '/', '/~', '/é/😀'],
  'json-pointer-uri-fragment': ['#/a/%41', '#', '#/~2'],
  'relative-json-pointer': ['0#', '1/a', '01/a', '10/~1'],
  url: ['https://example.org/a', 'http://10.0.0.1/', 'ftp://u@h.de'],
  regex: ['^a+$', '(', '[a-z]\\d', '\\Z', 'a\\Z'],
  byte: ['QUJD', 'QUI=', 'QQ==', 'Q', 'QUJD\nQ'],
  'iso-time': ['23:59:59', '12:00:00Z', '24:00:00'],
  'iso-date-time': ['2025-01-31 23:59:59', '2025-01-31T23:59:59Z'],
  password: ['secret'],
  binary: [''],
};

export const FORMATS = Object.keys(GOOD);

const SPARE = [...'0123456789abfzTZtz:-+./@%#?[]{}~\n "_\u00a0é', '\u2028', '😀', ''];

/** A text with a few characters changed, left out, doubled or put in. */
function mutated(text: string): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat({ max: text.length }),
    remove: fc.nat({ max: 2 }),
    put: fc.oneof(fc.constantFrom(...SPARE), fc.constantFrom(...text, '')),
  });
  return fc
    .array(edit, { maxLength: 3 })
    .map((edits) =>
      edits
        .reduce((now, { at, remove, put }) => now.slice(0, at) + put + now.slice(at + remove), text)
        .toWellFormed(),
    );
}

/** Texts near a format. */
export function nearFormat(format: string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...(GOOD[format] ?? [''])).chain(mutated) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  );
}

/** The texts themselves. */
export const plainTexts = (format: string): readonly string[] => GOOD[format] ?? [];
