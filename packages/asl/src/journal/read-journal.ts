import type { Json } from '../json.ts';
import type { Clock } from '../ports.ts';
import { recordsOf } from './file-journal.ts';
import { type IsAlive, isHeld } from './holder.ts';
import type { JournalRecord } from './journal.ts';
import { surveySegments } from './survey.ts';

/** A journal as it stands, for who only looks. */
export interface JournalView {
  /** Of the process that opened it last; 0: nobody ever did. */
  readonly token: number;
  readonly holder?: {
    readonly who: Json;
    /** Milliseconds since 1970. */
    readonly since: number;
    /** It has closed the journal. */
    readonly isReleased: boolean;
    /** It holds the journal, and is there. */
    readonly isAlive: boolean;
  };
  /** What is durable, oldest first; also while somebody else appends. */
  records(): AsyncIterable<JournalRecord>;
}

/**
 * Looks into the journal of a directory without holding it.
 *
 * @throws JournalError when a file is missing, damaged, or comes from a newer version.
 */
export async function readJournal(
  directory: string,
  { isAlive, clock }: { readonly isAlive: IsAlive; readonly clock?: Pick<Clock, 'now'> },
): Promise<JournalView> {
  const survey = await surveySegments(directory);
  const { token, header, isReleased, segments } = survey;
  const now = clock?.now() ?? Date.now();
  const isHolderAlive = await isHeld(directory, survey, { isAlive, now });
  return {
    token,
    ...(header && {
      holder: { who: header.holder, since: header.at, isReleased, isAlive: isHolderAlive },
    }),
    records: () => recordsOf(segments),
  };
}
