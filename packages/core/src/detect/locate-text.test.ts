import { describe, expect, it } from 'vitest';
import { locateText } from './locate-text.ts';

/** What is found, as `type=text`. */
const found = (text: string): string[] =>
  locateText(text).map(({ type, start, end }) => `${type}=${text.slice(start, end)}`);

describe('locateText', () => {
  it.each([
    ['Write to anna.k@firma.example.', ['email=anna.k@firma.example']],
    ['(see https://shop.example/a_(b)?x=1).', ['url=https://shop.example/a_(b)?x=1']],
    ['IBAN DE89 3704 0044 0532 0130 00, thanks', ['iban=DE89 3704 0044 0532 0130 00']],
    ['card 4111 1111 1111 1111 exp 12/26', ['card=4111 1111 1111 1111']],
    ['SSN 123-45-6789.', ['us-ssn=123-45-6789']],
    ['ring +48 601 234 567 today', ['phone=+48 601 234 567']],
    ['(212) 555-0152 ext. 12', ['phone=(212) 555-0152 ext. 12']],
    ['Fax: 020 7946 0123', ['fax=020 7946 0123']],
    ['the NPI is 1234567893', ['medical-licence=1234567893']],
    ['MRN: 00123456', ['medical-record=00123456']],
    ['Passport no. C01X00T47', ['passport=C01X00T47']],
    ['née le 4 mars 1980', ['birth-date=4 mars 1980']],
    ['CPF 529.982.247-25', ['national-id=529.982.247-25']],
    ['asked Anna Kowalska about it', ['full-name=Anna Kowalska']],
    ['Sehr geehrter Herr Müller,', ['full-name=Müller']],
    ['Caller id (212) 555-0152', ['phone=(212) 555-0152']],
    ['pod numerem 58 294 97 40', ['phone=58 294 97 40']],
    ['Visa 3762-8638-6246-277', ['card=3762-8638-6246-277']],
    ["Anna Kowalska's letter", ['full-name=Anna Kowalska']],
    ['Die Versicherte Ines Kowalska meldet', ['full-name=Ines Kowalska']],
    ['sono la dott.ssa Lombardo', ['full-name=Lombardo']],
    ['Szanowny Panie Baranowski,', ['full-name=Baranowski']],
    ['from 2001:db8::ff00:42:8329', ['ip-address=2001:db8::ff00:42:8329']],
  ])('finds %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'ERROR 2024-03-12 12:00:01 worker-3 took 12345 ms at 127.0.0.1',
    'Auftragsnummer 45001234 und Bestellnummer 0012345678',
    'La commande numéro 20240012 et la facture 48291034',
    'Release 1.2.3.4 of the driver, build 20240312',
    'Order 4532015112830366 shipped, SKU 123-45-6789-00',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
    'Machine at 52.5200, 13.4050; price 1 299 000.00 EUR',
    'UUID 123e4567-e89b-12d3-a456-426614174000',
    'The meeting is on 12.03.2024 at 14:30 in Room 204',
    'Jackson Street and Madison Avenue are closed. May Report attached.',
    'The Martin Luther King Day holiday',
    'The Ryan Shirt is new. Featuring Carbon-enhanced Fish.',
    'logo@2x.png and git@github.com:team/repo.git',
  ])('leaves %j alone', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('gives spans in order that do not overlap', () => {
    const text =
      'Dr. Anna Kowalska <anna.kowalska@firma.example>, https://x.example/?m=a@b.example +48 601 234 567';
    const spans = locateText(text);
    expect(spans.map(({ type }) => type)).toEqual(['full-name', 'email', 'url', 'phone']);
    spans.slice(1).forEach((span, at) => {
      expect(span.start).toBeGreaterThanOrEqual(spans[at]?.end ?? 0);
    });
  });

  it('looks for dates of people only where they are asked for', () => {
    const text = 'Admitted 2024-03-12 after a fall.';
    expect(locateText(text)).toEqual([]);
    expect(locateText(text, { types: ['person-date'] })).toEqual([
      { start: 9, end: 19, type: 'person-date', score: 0.6 },
    ]);
  });
});
