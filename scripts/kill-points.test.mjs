import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawKills, killedRun, randomFrom, undisturbedRun } from './kill-points.mjs';
import {
  leftBehind,
  openScenario,
  outcomeOf,
  problemsOf,
  runThrough,
} from './testing/kill-scenario.mjs';

const OPTIONS = { kinds: ['directory'] };

describe('a run that is killed', () => {
  let facts;
  beforeAll(async () => {
    facts = await undisturbedRun(OPTIONS);
  });

  it('passes many places where it could be', () => {
    expect(facts.points).toBeGreaterThan(100);
    expect(facts.undisturbed).toMatchObject({
      parts: 8,
      tests: [expect.stringMatching(/^\w{16} none$/)],
    });
  });

  it.each([
    ['before its run is whole', [0.005]],
    ['while it builds', [0.2]],
    ['while it delivers, and once more by who goes on', [0.6, 0.1]],
    ['while it cleans up', [0.93]],
    ['at its end', [0.97]],
  ])('%s comes to the same', async (_, shares) => {
    const kills = shares.map((share) => ({ point: Math.ceil(share * facts.points) }));
    const { problems, killed } = await killedRun(OPTIONS, kills, facts.undisturbed);
    expect(problems).toEqual([]);
    // Writes that coincide share a sync, so the last places are not there in every run.
    const isAtEnd = shares.includes(0.97);
    expect(killed).toBeGreaterThanOrEqual(isAtEnd ? 0 : kills.length);
  });

  it('runs its tests once when it is killed while they run', async () => {
    const scenario = openScenario(OPTIONS);
    try {
      const last = await runThrough(scenario, [{ when: /set up: done/ }]);
      expect(last.killed).toBe(1);
      expect(problemsOf(scenario, { undisturbed: facts.undisturbed, last })).toEqual([]);
      expect(outcomeOf(scenario).tests).toHaveLength(1);
    } finally {
      scenario.close();
    }
  });

  it('is gone on with by one of two processes; the other one says so', async () => {
    const scenario = openScenario(OPTIONS);
    try {
      await scenario.rowmill(['run'], { when: /plan: done/ });
      const both = await Promise.all(
        [1, 2].map(() => scenario.rowmill(['runs', 'resume', 'latest'])),
      );
      const codes = both.map(({ code }) => code).sort();
      const said = both.map((one) => one.said).join('\n');
      // Whoever comes when the other one is done is told what the run came to.
      expect([
        [0, 3],
        [0, 0],
      ]).toContainEqual(codes);
      expect(said).toMatch(/drives it - wait for it|has ended \(passed\)/);
      const [last] = both.filter(({ code }) => code === 0);
      expect(problemsOf(scenario, { undisturbed: facts.undisturbed, last })).toEqual([]);
    } finally {
      scenario.close();
    }
  });
});

describe('what a run left', () => {
  const scenario = openScenario(OPTIONS);
  afterAll(scenario.close);

  it('is seen, and other bytes, and tests that ran twice', () => {
    const { folder } = scenario;
    const part = join('.rowmill', 'datasets', 'd', 't', 'part-00000.parquet');
    for (const file of [
      part,
      join('.rowmill', 'environments', 'qa.json'),
      join('.rowmill', 'runs', 'r', 'x.unfinished'),
      join('lake', 'users.csv'),
      join('tmp', 'rowmill-postgres-1', 'owner.json'),
    ]) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), '');
    }
    expect(leftBehind(scenario)).toHaveLength(4);
    writeFileSync(join(folder, 'ran.txt'), 'one\none\n');
    const undisturbed = { parts: 1, digest: 'other', tests: ['two'] };
    const problems = problemsOf(scenario, { undisturbed, last: { code: 0, said: '' } });
    expect(problems.map((problem) => problem.split(/[:\d]/)[0].trim())).toEqual([
      'stored other bytes',
      'left behind',
      'the tests ran',
      'the tests found one',
      'the tests found one',
    ]);
    expect(readdirSync(folder)).toContain('rowmill.yaml');
  });
});

it('draws the same kills from the same seed', () => {
  const draw = (seed) => {
    const random = randomFrom(seed);
    return Array.from({ length: 20 }, () => drawKills(random, { points: 100, milliseconds: 900 }));
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(2)).not.toEqual(draw(1));
  const all = draw(1).flat();
  expect(
    all.every(({ point = 1, afterMs = 1 }) => point >= 1 && point <= 100 && afterMs < 900),
  ).toBe(true);
});
