import { createRandomSeal, randomBytes, SALT_BYTES, type Seal } from './cipher.ts';
import type { MaskKey } from './mask-key.ts';
import { createSurrogateMap, idsBy, type SurrogateMap } from './surrogate-map.ts';

/** One mask as a vault keeps it. Only who has the masking key can read it. */
export interface SealedSurrogate {
  readonly domain: string;
  /** Keyed digest of the value, base64. */
  readonly id: string;
  /** Value and mask, encrypted; base64. */
  readonly sealed: string;
}

/** A value with the mask that it was given. */
export interface OpenedSurrogate {
  readonly domain: string;
  readonly value: string;
  readonly mask: string;
}

/** Maps that outlive a run. */
export interface SurrogateVault {
  open(domain: string): SurrogateMap;
  /** What was given since the vault was opened, in its order. */
  added(): readonly SealedSurrogate[];
}

/**
 * A vault over what it has kept so far. Entries are sealed by AES-256-GCM under a key of their own that follows from the
 * masking key.
 *
 * @throws RangeError for an entry that is changed, or of another key or purpose
 */
export function createSurrogateVault(
  key: MaskKey,
  entries: readonly SealedSurrogate[],
): SurrogateVault {
  const seal = sealerOf(key);
  const kept = new Map<string, Map<string, string>>();
  for (const entry of entries) {
    const masks = kept.get(entry.domain) ?? new Map<string, string>();
    masks.set(atob(entry.id), openEntry(entry, seal).mask);
    kept.set(entry.domain, masks);
  }
  const maps = new Map<string, SurrogateMap>();
  const added: SealedSurrogate[] = [];
  const openMap = (domain: string): SurrogateMap =>
    createSurrogateMap({
      idsOf: idsBy(key.prf(`vault/id/${domain}`)),
      known: kept.get(domain) ?? new Map(),
      added: ({ id, value, mask }) => {
        const about = aboutOf(domain, btoa(id));
        const bytes = seal(about).seal(JSON.stringify([value, mask]), randomBytes(SALT_BYTES));
        added.push({ domain, id: btoa(id), sealed: btoa(String.fromCharCode(...bytes)) });
      },
    });
  return {
    open(domain) {
      const map = maps.get(domain) ?? openMap(domain);
      maps.set(domain, map);
      return map;
    },
    added: () => added,
  };
}

/** What a vault keeps, for who may know it. @throws RangeError for an entry that is changed, or of another key or purpose */
export function openSurrogates(
  key: MaskKey,
  entries: readonly SealedSurrogate[],
): readonly OpenedSurrogate[] {
  const seal = sealerOf(key);
  return entries.map((entry) => openEntry(entry, seal));
}

type Sealer = (about: string) => Seal;

function sealerOf(key: MaskKey): Sealer {
  const secret = Uint8Array.from(key.digest('vault/seal')('key'));
  return (about) => createRandomSeal(secret, about);
}

/** An entry cannot be moved to another domain or value. */
const aboutOf = (domain: string, id: string): string => JSON.stringify([domain, id]);

function openEntry({ domain, id, sealed }: SealedSurrogate, seal: Sealer): OpenedSurrogate {
  const bytes = Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0));
  const text = seal(aboutOf(domain, id)).open(bytes);
  const pair: unknown = text === undefined ? undefined : JSON.parse(text);
  if (!Array.isArray(pair))
    throw new RangeError('an entry is changed, or of another masking key or purpose');
  const [value, mask] = pair.map(String);
  return { domain, value: value ?? '', mask: mask ?? '' };
}
