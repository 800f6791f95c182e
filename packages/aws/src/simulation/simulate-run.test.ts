import { describe, expect, it } from 'vitest';
import { pricesOf } from '../cost/prices.ts';
import { MODEL } from '../cost/testing/workloads.ts';
import { PROPOSED_PIPELINE } from '../cost/traits.ts';
import { wallsOf } from '../cost/walls.ts';
import { limitsOf, sizedRun } from './limits.ts';
import { nextWall } from './next-wall.ts';
import { profileWorkload } from './profiles.ts';
import { simulateRun } from './simulate-run.ts';

const PRICES = pricesOf('us-east-1');
const PROPOSED = { ...MODEL, traits: PROPOSED_PIPELINE };
const users = (rows: number) => profileWorkload('users', rows);

function simulate(rows: number, model = MODEL) {
  return simulateRun(sizedRun(users(rows), model, PRICES), PRICES);
}

describe('simulateRun', () => {
  it('has ten million rows through the pipeline in less than a minute, for less than a cent', () => {
    const { seconds, items } = simulate(10e6);
    expect(seconds).toBeLessThan(60);
    const storage = items.find(({ name }) => name === 'S3 storage, a month')?.usd ?? 0;
    expect(simulate(10e6).usd - storage).toBeLessThan(0.01);
  });

  it('has a billion in less than ten minutes, and in less than one where keys are searched by ranges', () => {
    for (const [model, most] of [[MODEL, 600] as const, [PROPOSED, 60] as const]) {
      expect(simulate(1e9, model).seconds).toBeLessThan(most);
      expect(wallsOf(sizedRun(users(1e9), model, PRICES))).toEqual([]);
    }
  });

  it('takes longer and costs more the more rows there are', () => {
    const runs = [1e6, 1e7, 1e8, 1e9, 1e10, 1e11].map((rows) => simulate(rows, PROPOSED));
    for (const [i, { seconds, usd }] of runs.entries()) {
      expect(seconds).toBeGreaterThanOrEqual((runs[i - 1]?.seconds ?? 0) / 1.05);
      expect(usd).toBeGreaterThan(runs[i - 1]?.usd ?? 0);
    }
  });
});

describe('limitsOf', () => {
  it('names what really helps: S3 for many objects, starts for few rows', () => {
    expect(limitsOf(users(1e6), PROPOSED, PRICES)[0]).toBe('starts of functions and maps');
    expect(limitsOf(users(1e11), PROPOSED, PRICES)[0]).toBe(
      'objects that S3 takes below one prefix',
    );
  });
});

describe('nextWall', () => {
  it('finds the size from which on a run does not get through', () => {
    const wall = nextWall(users, 1e6, MODEL, PRICES);
    expect(wall?.problem).toContain('longer than a function may');
    const at = (rows: number) => wallsOf(sizedRun(users(rows), MODEL, PRICES));
    expect(at(wall?.rows ?? 0)).toHaveLength(1);
    expect(at((wall?.rows ?? 0) * 0.99)).toEqual([]);
  });
});
