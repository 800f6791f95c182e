/** A row of choices: for each factor the number of one of its values, or {@link FREE}. */
export type Choices = Int16Array;

/** Of a factor whose value has not been chosen. */
export const FREE = -1;
