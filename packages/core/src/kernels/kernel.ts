/** Runs one kernel over the first `rowCount` rows of the batch. */
export type RunKernel = (rowCount: number) => void;
