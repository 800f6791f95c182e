/**
 * A box of the South Pacific around the place that lies farthest from all land (48° 53' S, 123° 24' W; H. Lukatela,
 * "Point Nemo", 1992): nobody lives within it or within 1,000 km of it. Degrees of latitude and longitude, bounds
 * inclusive.
 */
export const EMPTY_SEA = { south: -54, north: -44, west: -130, east: -116 } as const;
