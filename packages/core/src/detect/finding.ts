import type { PiiTypeName } from '../pii/pii-types.ts';
import type { ColumnFacts, ColumnFinding } from './column-facts.ts';
import type { NameGuess } from './column-words.ts';
import type { ValueGuess } from './guess-by-values.ts';
import type { ColumnProfile } from './profile-column.ts';
import { commonShapes } from './value-shape.ts';

/** A column after a first look at its name and its cells. */
export interface LookedAtColumn {
  readonly facts: ColumnFacts;
  readonly profile: ColumnProfile;
  readonly name: NameGuess;
}

function base({ facts }: LookedAtColumn): { readonly column: string } {
  return { column: facts.name };
}

/** The commonest shapes of the cells, as evidence. */
export function shapes({ profile }: LookedAtColumn): readonly string[] {
  const common = commonShapes(profile.values);
  return common.length === 0 ? [] : [`shapes: ${common.join(', ')}`];
}

/** Personal data of a kind, and why. */
export function pii(
  column: LookedAtColumn,
  type: PiiTypeName,
  confidence: number,
  seen: string | undefined,
): ColumnFinding {
  const { name, profile } = column;
  const named = name.words === '' || name.certainty === 'not' ? [] : [`named "${name.words}"`];
  const looked =
    profile.filled === 0
      ? ['no cell is filled']
      : [`${profile.filled} cells, ${profile.distinct} different`];
  const evidence = [...named, ...(seen === undefined ? [] : [seen]), ...looked, ...shapes(column)];
  return { ...base(column), verdict: 'pii', type, confidence: round(confidence), evidence };
}

/** A guess that a person has to look at. */
export function unsure(
  column: LookedAtColumn,
  { type, score, evidence }: ValueGuess,
): ColumnFinding {
  return {
    ...base(column),
    verdict: 'unsure',
    type,
    confidence: round(score),
    evidence: [evidence, ...shapes(column)],
  };
}

/** Data of nobody, and why. */
export function none(column: LookedAtColumn, confidence: number, why: string): ColumnFinding {
  return { ...base(column), verdict: 'none', confidence, evidence: [why] };
}

/** Data of nobody, because nothing speaks of somebody. */
export function nothing(column: LookedAtColumn, isAbout: boolean): ColumnFinding {
  const { name, profile } = column;
  if (isAbout) return none(column, 0.9, `about "${name.words}", not the thing itself`);
  if (profile.filled === 0 && name.certainty === 'nothing')
    return none(column, 0.6, 'nothing in its name, and no cell is filled');
  return none(
    column,
    0.85,
    `neither name nor cells speak of a person: ${profile.filled} cells, ${profile.distinct} different`,
  );
}

const round = (number: number): number => Math.round(number * 100) / 100;
