import { endOfNested, endOfNumber, endOfWord } from './json-text.ts';
import { tagOf } from './ndjson-kernel.ts';
import { type ReadBatch, type Tag, Tags } from './read-batch.ts';

/** What cells of a column of CSV are to be taken for, as CSV has nothing but text. */
export interface CellKinds {
  /** What an empty cell without quotes is. */
  readonly empty: Tag;
  /** Text that is a value of such a kind, in JSON, is that value; other text stays text. */
  readonly kinds: ReadonlySet<Tag>;
}

/** Gives the cells of a column of CSV the tags that its declared kinds ask for. */
export function retagColumn(batch: ReadBatch, column: number, { empty, kinds }: CellKinds): void {
  const { rowCount, bytes, sound, columns } = batch;
  const { vector, tags, valid } = columns[column] as ReadBatch['columns'][number];
  const { address, length } = vector;
  for (let i = 0; i < rowCount; i++) {
    if (tags[i] === Tags.null) {
      tags[i] = empty;
      valid[i] = empty > Tags.null ? 1 : 0;
    } else if (kinds.size > 0 && sound[i] === 1) {
      tags[i] = kindOf(bytes, address[i] as number, length[i] as number, kinds);
    }
  }
}

/** A text that JSON.parse would take, but for blanks around it or great depth, is left a text: the exact path knows. */
function kindOf(bytes: Uint8Array, at: number, length: number, kinds: ReadonlySet<Tag>): Tag {
  if (length === 0) return Tags.string;
  const tag = tagOf(bytes[at] as number);
  return kinds.has(tag) && endOf(bytes, at, tag) === at + length ? tag : Tags.string;
}

function endOf(bytes: Uint8Array, at: number, tag: Tag): number {
  if (tag === Tags.number) return endOfNumber(bytes, at);
  return tag === Tags.object || tag === Tags.array ? endOfNested(bytes, at) : endOfWord(bytes, at);
}
