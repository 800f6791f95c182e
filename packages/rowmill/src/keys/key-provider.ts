import type { Environment } from '../request/interpolate.ts';

/** Where references to keys are looked up. */
export interface KeyWorld {
  /** Variables that `env:NAME` references read. */
  readonly environment: Environment;
  /** Paths start here. */
  readonly baseDirectory: string;
}

/** What became of a key that was to be destroyed. */
export interface KeyDestruction {
  /** `destroyed`: it is gone; `scheduled`: who keeps it removes it later. */
  readonly outcome: 'destroyed' | 'scheduled';
  /** How, in one sentence: the evidence. Never a part of the key. */
  readonly evidence: string;
}

/** A place that root keys are kept in. One file each. */
export interface KeyProvider {
  /** How references to it begin, e.g. `aws-kms:`. */
  readonly prefix: string;
  /**
   * The key: its text (`hex:…`, `base64:…`, a passphrase) or its bytes.
   *
   * @param version which version of it, where the place keeps several
   * @throws SecretError when it cannot be had. The message holds the reference, never the key.
   */
  read(reference: string, world: KeyWorld, version?: string): Promise<string | Uint8Array>;
  /** @throws SecretError where that cannot be done from here, with what to do instead. */
  destroy(reference: string, world: KeyWorld): Promise<KeyDestruction>;
}
