import { type ClaimDefinition, refused } from './verdict.ts';

/** No row of a source was read. */
export const synthetic: ClaimDefinition = {
  claim: 'synthetic',
  summary: 'All values are computed; no row of a source was read.',
  judge: () => refused('its rows are read from a source: use generators'),
  statements: () => [],
};
