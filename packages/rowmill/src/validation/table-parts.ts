/** The stored parts of a table, in row order. */
export interface TableParts {
  /** Paths of their files; asked for when rows have to be looked at, since it may mean to fetch them. */
  files(): Promise<readonly string[]>;
  /** Row, in the whole table, that each part begins with; where it is left out, the files tell. */
  readonly firstRows?: readonly number[];
  /** Rows of all parts; where it is left out, the files tell. */
  readonly rowCount?: number;
  /** Cells that are null, by column; a column without any may be left out. Undefined where nobody has counted. */
  readonly nulls?: Readonly<Record<string, number>>;
}

/** Parts of which nothing is known but their files. */
export const filesAlone = (files: readonly string[]): TableParts => ({ files: async () => files });
