/**
 * What one run of a subject is measured in. `of` turns what the run answered (seconds, unless the
 * subject says something else) and its number of rows, keys, ... into the figure that is reported.
 *
 * Less is better in all of them: a ratio above 1 is always in favour of the subject it belongs to.
 */
export const nanosecondsPer = (noun) => ({
  label: `ns/${noun}`,
  noun,
  of: (seconds, units) => (seconds / units) * 1e9,
});

export const millisecondsPer = (noun) => ({
  label: `ms/${noun}`,
  noun,
  of: (seconds, units) => (seconds / units) * 1e3,
});

export const bytesPer = (noun) => ({ label: `bytes/${noun}`, of: (bytes, units) => bytes / units });

export const MILLISECONDS = { label: 'ms', of: (seconds) => seconds * 1e3 };

/** 10^6 bytes, as the runs answer them. */
export const MEGABYTES = { label: 'MB', of: (megabytes) => megabytes };
