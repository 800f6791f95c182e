/** What masking has to know of a column of the source. */
export interface MaskableColumn {
  readonly name: string;
  /** Type in the words of the database, from which the room for a mask follows. */
  readonly sourceType?: string;
  /** Absent where the source does not know. */
  readonly nullable?: boolean;
}
