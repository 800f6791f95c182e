/** Figures about fewer rows than this tell of single people: nothing shows them where values are hidden. */
export const LEAST_ROWS = 10;
