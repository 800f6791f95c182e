import { resolveReference, SecretError } from '../request/resolve-reference.ts';
import type { KeyProvider } from './key-provider.ts';

/** A key in a variable of the environment: `env:ROWMILL_KEY`. */
export const envKey: KeyProvider = {
  prefix: 'env:',
  read: (reference, world) => resolveReference(reference, world),
  destroy: async (reference) => {
    throw new SecretError(
      reference,
      'a variable ends with its process: remove the key where it is set, e.g. in the secrets of the CI, then record that: rowmill keys destroy --evidence',
    );
  },
};
