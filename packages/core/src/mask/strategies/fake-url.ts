import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { drawRows, identitiesOf } from '../draw-identities.ts';
import { DRAWN_PROPERTIES } from '../drawn-options.ts';
import {
  drawEmailDomain,
  EMAIL_DOMAIN_LENGTH,
  EMAIL_DOMAIN_USE,
  MAPPED_DOMAIN_LENGTH,
  writeEmailToken,
  writeMappedDomain,
} from '../fake-email-parts.ts';
import { maskDrawn } from '../mask-drawn.ts';

const HOST_LENGTH = { reserved: EMAIL_DOMAIN_LENGTH, map: MAPPED_DOMAIN_LENGTH } as const;

/** Characters of base32 in the path: 65 bits. */
const PATH_LENGTH = 13;

const SHORTEST_SCHEME = 'ftp://'.length;

/** Schemes that stay: which one it is says nothing of anybody. */
const SCHEMES = /^(?:https?|ftps?|wss?|sftp|ssh|git):\/\//i;

/**
 * Replaces a URL by one that leads nowhere: `https://example.com/mxs3ut5oq4y2c`.
 *
 * Shape: the scheme of the value where it is a usual one (http, https, ftp, ws ...), else https; none where the value
 * has none. User, port, path, query and fragment are all replaced by one path of 13 characters.
 * Consistent: a pure function of the key and of the URL, exactly as it is but for outer blanks.
 * Unique: the path (65 bits) keeps different URLs apart; two of a million collide with odds of 10^-8.
 * Source: RFC 2606 section 3.
 */
export const fakeUrl = defineStrategy({
  name: 'fake.url',
  summary: 'Replaces URLs by such as lead nowhere; different ones stay different.',
  options: z.strictObject({
    host: z
      .enum(['reserved', 'map'])
      .default('reserved')
      .describe(
        'Host of the masks: example.com, .net or .org at random, or c<token>.example.com for each real host, so that URLs of one host stay together.',
      ),
  }),
  properties: { ...DRAWN_PROPERTIES, injective: true },
  adjust: ({ host }) => (host === 'map' ? { leaks: [...DRAWN_PROPERTIES.leaks, 'part'] } : {}),
  width: ({ host }) => SHORTEST_SCHEME + HOST_LENGTH[host] + 1 + PATH_LENGTH,
  create({ host }, context) {
    const hosts = context.key.prf(EMAIL_DOMAIN_USE);
    return maskDrawn(context, {
      use: 'fake.url',
      identify: (value) => value.trim(),
      start(column) {
        const hostOf =
          host === 'map' ? drawRows(hosts, identitiesOf(column, undefined, hostOfUrl)) : undefined;
        return (draw, { value, row }) => {
          const real = hostOf?.(row);
          const domain = real === undefined ? drawEmailDomain(draw) : writeMappedDomain(real);
          return `${schemeOf(value)}${domain}/${writeEmailToken(draw, PATH_LENGTH)}`;
        };
      },
    });
  },
});

function schemeOf(url: string): string {
  const usual = SCHEMES.exec(url.trim())?.[0];
  if (usual !== undefined) return usual.toLowerCase();
  return url.includes('://') ? 'https://' : '';
}

/** What stands between the scheme, or a user, and the path or port. */
function hostOfUrl(url: string): string {
  const rest = url.trim().replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  const authority = rest.split(/[/?#\\]/, 1)[0] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d+$/, '');
  return host.toLowerCase();
}
