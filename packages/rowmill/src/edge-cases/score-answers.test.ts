import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseLabel } from '@rowmill/core/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { readAnswers, readLabels } from './read-answers.ts';
import { scoreAnswers, strayAnswers } from './score-answers.ts';

const label = (id: string, verdict: CaseLabel['verdict'], rule = 'minimum'): CaseLabel => ({
  id,
  table: 'users',
  row: 1,
  column: 'age',
  case: 'below-least',
  rule,
  verdict,
});

const LABELS: readonly CaseLabel[] = [
  label('users/1', 'valid', 'combinations'),
  { ...label('users/1', 'valid', 'combinations'), column: 'name' },
  label('users/2', 'valid', 'maximum'),
  label('users/3', 'invalid'),
  label('users/4', 'invalid'),
  label('users/5', 'invalid', 'maxLength'),
];

describe('scoreAnswers', () => {
  it('counts rows, not labels, and tells each that was taken wrongly', () => {
    const score = scoreAnswers(LABELS, [
      { id: 'users/1', accepted: true },
      { id: 'users/2', accepted: false, error: 'too old' },
      { id: 'users/3', accepted: false },
      { id: 'users/4', accepted: true },
    ]);
    expect(score).toMatchObject({
      rows: 5,
      invalidRejected: 1,
      invalidAccepted: 1,
      validAccepted: 1,
      validRejected: 1,
      unanswered: 1,
      recall: 1 / 3,
      falseAlarms: 1 / 2,
    });
    expect(score.misses.map(({ id, kind, error }) => [id, kind, error])).toEqual([
      ['users/2', 'valid-rejected', 'too old'],
      ['users/4', 'invalid-accepted', undefined],
      ['users/5', 'no-answer', undefined],
    ]);
    expect(score.rules.map(({ name, recall, falseAlarms }) => [name, recall, falseAlarms])).toEqual(
      [
        ['combinations', 1, 0],
        ['maxLength', 0, 0],
        ['maximum', 1, 1],
        ['minimum', 1 / 2, 0],
      ],
    );
    expect(score.columns.map(({ name }) => name)).toEqual(['users.age', 'users.name']);
  });

  it('has every row in one cell of the matrix, whatever was said', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ id: fc.string(), valid: fc.boolean() }), {
          selector: ({ id }) => id,
        }),
        fc.infiniteStream(fc.constantFrom(true, false, undefined)),
        (rows, said) => {
          const labels = rows.map(({ id, valid }) => label(id, valid ? 'valid' : 'invalid'));
          const answers = rows.flatMap(({ id }) => {
            const accepted = said.next().value;
            return accepted === undefined ? [] : [{ id, accepted }];
          });
          const score = scoreAnswers(labels, answers);
          const { invalidRejected, invalidAccepted, validAccepted, validRejected } = score;
          expect(
            invalidRejected + invalidAccepted + validAccepted + validRejected + score.unanswered,
          ).toBe(rows.length);
          expect(score.misses.length).toBe(rows.length - invalidRejected - validAccepted);
          const right = labels.map(({ id, verdict }) => ({ id, accepted: verdict === 'valid' }));
          expect(scoreAnswers(labels, right)).toMatchObject({
            recall: 1,
            falseAlarms: 0,
            misses: [],
          });
        },
      ),
    );
  });

  it('tells answers that belong to no row, and two of one row', () => {
    const answers = ['users/9', 'users/1', 'users/1'].map((id) => ({ id, accepted: true }));
    expect(strayAnswers(LABELS, answers)).toEqual({ unknown: ['users/9'], repeated: ['users/1'] });
  });
});

describe('readAnswers', () => {
  const fileWith = (name: string, text: string): string => {
    const file = join(temporaryFolder(), name);
    writeFileSync(file, text);
    return file;
  };

  it('reads NDJSON and CSV alike', async () => {
    const wanted = [
      { id: 'users/1', accepted: true },
      { id: 'users/2', accepted: false, error: 'no, never' },
    ];
    const lines = wanted.map((answer) => JSON.stringify(answer)).join('\n');
    expect(await readAnswers(fileWith('a.ndjson', lines))).toEqual(wanted);
    const csv = 'id,accepted,error\nusers/1,true,\nusers/2,false,"no, never"\n';
    expect(await readAnswers(fileWith('a.csv', csv))).toEqual(wanted);
    const labels = LABELS.map((one) => JSON.stringify(one)).join('\n');
    expect(await readLabels(fileWith('labels.ndjson', labels))).toEqual(LABELS);
  });

  it('tells every line that is no answer', async () => {
    const file = fileWith(
      'a.ndjson',
      '{"id":"users/1"}\nno\n{"id":"users/2","accepted":"maybe"}\n',
    );
    const error = await readAnswers(file).catch((cause: unknown) => cause);
    for (const line of [1, 2, 3]) expect(String(error)).toContain(`line ${line}: `);
    expect(String(error)).not.toContain('maybe');
  });
});
