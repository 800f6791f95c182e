/** The day in UTC, `2026-11-23`: what has expired by then counts for nothing. */
export const dayOfToday = (): string => new Date().toISOString().slice(0, 10);
