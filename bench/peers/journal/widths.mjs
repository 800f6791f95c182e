/** How many records are appended at the same time, by case. */
export const WIDTHS = { one: 1, thousand: 1_000 };
