import { RANDOM_VERSION } from './random/key.ts';

/** Rises when any generator writes other bytes for the same request and seed; part of every dataset's identity. */
export const GENERATOR_VERSION = `${RANDOM_VERSION}.2`;
