/** Texts of a format at its edges, and texts just beyond it, by the names of their cases. */
export interface FormatTexts {
  readonly right: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
}

/** Longest label of a host name, and longest local part of an address: RFC 1035 section 2.3.4, RFC 5321 section 4.5.3.1. */
const LABEL = 'a'.repeat(63);
const LOCAL_PART = 'a'.repeat(64);
/** 189 characters: with the local part and the sign, 254 is the longest address (RFC 5321 section 4.5.3.1.3). */
const LONG_DOMAIN = `${LABEL}.${LABEL}.${'a'.repeat(49)}.example.com`;
const LONG_PATH = 'segment/'.repeat(250);

/** Source: RFC 5321 section 4.5.3.1, RFC 5322 section 3.2.3 (atoms); domains of RFC 2606 and RFC 6761. */
const email: FormatTexts = {
  right: {
    'one-letter-local-part': 'a@example.com',
    'longest-local-part': `${LOCAL_PART}@example.com`,
    'longest-address': `${LOCAL_PART}@${LONG_DOMAIN}`,
    'plus-tag': 'user+tag@example.com',
    'dotted-local-part': 'first.middle.last@example.org',
    apostrophe: "o'neil@example.com",
    'digits-alone': '12345@example.com',
    'all-signs': "!#$%&'*+/=?^_`{|}~-@example.com",
    'capital-letters': 'User.Name@EXAMPLE.COM',
    subdomain: 'user@mail.eu.example.com',
    'hyphen-in-domain': 'user@mail-server.example.net',
    'internationalised-domain': 'user@xn--bcher-kva.example',
  },
  wrong: {
    'no-at': 'user.example.com',
    'two-ats': 'user@host@example.com',
    'no-local-part': '@example.com',
    'no-domain': 'user@',
    'blank-inside': 'us er@example.com',
    'two-dots-in-domain': 'user@mail..example.com',
    'leading-hyphen-in-domain': 'user@-mail.example.com',
  },
};

/** Source: RFC 3986 sections 2.1 (percent-encoding), 3.2.2 (IPv6 literals) and 3.2.3 (port). */
const uri: FormatTexts = {
  right: {
    'bare-host': 'https://example.com',
    'greatest-port': 'https://example.com:65535/',
    'long-path': `https://example.com/${LONG_PATH}`,
    'percent-encoded': 'https://example.com/%E2%82%AC%20%2F',
    'query-of-signs': 'https://example.com/?a=1&b=%22&amp;c=%3Cx%3E',
    fragment: 'https://example.com/path#fragment',
    'dot-segments': 'https://example.com/a/../b/./c',
    'ipv6-literal': 'http://[2001:db8::1]:8080/',
    'internationalised-host': 'https://xn--bcher-kva.example/',
    'no-authority': 'urn:example:animal:ferret:nose',
  },
  wrong: {
    'no-scheme': 'example.com/path',
    'blank-inside': 'https://example.com/a b',
    'broken-percent': 'https://example.com/%zz',
    'angle-brackets': 'https://example.com/<x>',
    'relative-path': '../path',
  },
};

/** Source: RFC 1123 section 2.1, RFC 1035 section 2.3.4 (labels of 63); RFC 5891 (xn--). */
const hostname: FormatTexts = {
  right: {
    'single-letter-label': 'a.example',
    'longest-label': `${LABEL}.example`,
    'digits-alone': '123.example',
    'internationalised-label': 'xn--bcher-kva.example',
    'many-labels': `${'a.'.repeat(60)}example`,
    'capital-letters': 'WWW.EXAMPLE.COM',
  },
  wrong: {
    'label-too-long': `${LABEL}a.example`,
    'leading-hyphen': '-a.example',
    'trailing-hyphen': 'a-.example',
    underscore: 'a_b.example',
    'blank-inside': 'a b.example',
    'two-dots': 'a..example',
  },
};

/** Source: RFC 5737 (documentation addresses). */
const ipv4: FormatTexts = {
  right: {
    'first-of-network': '192.0.2.0',
    'last-of-network': '192.0.2.255',
    'second-network': '198.51.100.1',
    'third-network': '203.0.113.254',
  },
  wrong: {
    'byte-256': '192.0.2.256',
    'three-parts': '192.0.2',
    'five-parts': '192.0.2.1.1',
    'leading-zero': '192.0.2.01',
    'trailing-dot': '192.0.2.1.',
    'with-port': '192.0.2.1:80',
  },
};

/** Source: RFC 3849 (documentation addresses), RFC 5952 (text form). */
const ipv6: FormatTexts = {
  right: {
    shortest: '2001:db8::',
    longest: '2001:0db8:ffff:ffff:ffff:ffff:ffff:ffff',
    'capital-letters': '2001:DB8::ABCD',
    'ipv4-inside': '2001:db8::192.0.2.1',
    'zeros-in-the-middle': '2001:db8:0:0:1::1',
  },
  wrong: {
    'two-gaps': '2001:db8::1::1',
    'nine-groups': '2001:db8:0:0:0:0:0:0:1',
    'five-digits': '2001:db8::12345',
    'not-hexadecimal': '2001:db8::g',
    'in-brackets': '[2001:db8::1]',
  },
};

/** Formats that say where something is. */
export const ADDRESS_FORMATS: Readonly<Record<string, FormatTexts>> = {
  email,
  uri,
  hostname,
  ipv4,
  ipv6,
};
