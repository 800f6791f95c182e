/** Every suite of bench/suites, in the order in which they run. */
export const SUITE_NAMES = [
  'record',
  'table',
  'parquet',
  'parse-validate',
  'mask',
  'unique',
  'postgres',
  'memory',
  'journal',
  'workflow',
  'pipeline',
  'start',
  'kernels',
];

/**
 * @param wanted names, each may be a list with commas; all suites when empty.
 * @throws Error that names an unknown suite.
 */
export function chooseSuites(wanted) {
  const names = wanted.flatMap((text) => text.split(',')).filter((name) => name !== '');
  const unknown = names.find((name) => !SUITE_NAMES.includes(name));
  if (unknown !== undefined) {
    throw new Error(`--only: no suite "${unknown}"; there are ${SUITE_NAMES.join(', ')}`);
  }
  return names.length === 0 ? SUITE_NAMES : SUITE_NAMES.filter((name) => names.includes(name));
}

/** Loads suites by name: some of them need what the build makes, so this comes after it. */
export async function loadSuites(names) {
  return Promise.all(names.map(async (name) => (await import(`../suites/${name}.mjs`)).suite));
}
