/**
 * Nodes within nodes: the service takes this many, and refuses one more.
 *
 * Source: measured against AWS by others, github.com/floci-io/floci/pull/2783.
 */
export const MAX_DEPTH = 100;

/** Bytes of one value: 8 for an element of an array, 1 for a character. Source: as above. */
export const MAX_VALUE_BYTES = 6_990_256;

/**
 * Nodes evaluated in all. The service has a limit in time; one that counts stops in the same place on every machine,
 * so that an execution replays as it ran.
 */
export const MAX_STEPS = 2_000_000;

/** What the service says. */
export const TOO_DEEP =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
export const TOO_LONG = 'Expression evaluation timeout: Check for infinite loop';
export const TOO_LARGE =
  'Expression evaluation memory limit exceeded: Check for excessive memory usage';
