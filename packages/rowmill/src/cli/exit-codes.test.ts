import { DataError, RequestError } from '@rowmill/core';
import { describe, expect, it } from 'vitest';
import * as errors from '../errors.ts';
import { CleanUpError, NotOursError, StoreError, TargetError } from '../errors.ts';
import * as runErrors from '../runs/run-errors.ts';
import { RunFailedError } from '../runs/run-errors.ts';
import { WorkerError } from '../workers/worker-error.ts';
import { exitCodeOfError, exitCodeOfSignal } from './exit-codes.ts';

const issue = (code: string) => ({ path: ['tables'], code, message: 'is wrong' });

describe('exitCodeOfError', () => {
  it.each([
    [new DataError('a.csv', 3, 'is broken'), 1],
    [new RequestError([issue('unknown-generator')]), 2],
    [new TargetError('postgres', 'is away'), 3],
    [new StoreError('/tmp', 'is full'), 3],
    [new Error('nobody expected this'), 3],
    [new NotOursError('postgres', 'database "shop"', 'it has no marker'), 4],
    [new CleanUpError([new Error('stays')], []), 5],
  ])('%s ends with %i', (error, code) => {
    expect(exitCodeOfError(error)).toBe(code);
  });

  it('refuses what holds an undecided column, whatever else is wrong with it', () => {
    expect(
      exitCodeOfError(new RequestError([issue('unknown-key'), issue('undecided-column')])),
    ).toBe(4);
  });

  it('goes by what happened in the worker', () => {
    const inWorker = (name: string) => new WorkerError({ name, message: 'is wrong' });
    expect(exitCodeOfError(inWorker('CellTooLargeError'))).toBe(2);
    expect(exitCodeOfError(inWorker('TargetError'))).toBe(3);
    expect(exitCodeOfError(inWorker('TypeError'))).toBe(3);
  });

  it('takes names of a workflow for a refusal, and those of the world for what they are', () => {
    const ended = (name: string) => exitCodeOfError(new RunFailedError(name, 'why'));
    expect(['Vetoed', 'LoadTestError'].map(ended)).toEqual([1, 1]);
    expect(['States.Timeout', 'Lambda.Unknown', 'TypeError'].map(ended)).toEqual([3, 3, 3]);
    expect(['StoreError', 'QualityGateError', 'RunStoppedError'].map(ended)).toEqual([3, 1, 143]);
  });

  it('knows every error that a run can end with', () => {
    const names = Object.keys({ ...errors, ...runErrors });
    const strange = names.filter((name) => exitCodeOfError(new RunFailedError(name, '')) === 1);
    expect(strange.sort()).toEqual(['CommandError', 'RunFailedError', 'TestCommandError']);
  });
});

describe('exitCodeOfSignal', () => {
  it('is 128 and the number of the signal', () => {
    expect(exitCodeOfSignal('SIGINT')).toBe(130);
    expect(exitCodeOfSignal('SIGTERM')).toBe(143);
  });
});
