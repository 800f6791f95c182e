import { describe, expect, it } from 'vitest';
import { TargetError } from '../errors.ts';
import { loadPostgresDriver } from './driver.ts';
import { explainPostgresError } from './explain.ts';

const address = { host: 'db', port: 5432, user: 'ada', password: 'pass-word', database: 'shop' };

describe('driver', () => {
  const fail = (problem: string, options?: ErrorOptions) =>
    new TargetError('target postgres', problem, options);

  it('says what to install when it is missing', async () => {
    const missing = Object.assign(new Error('no pg'), { code: 'ERR_MODULE_NOT_FOUND' });
    const load = loadPostgresDriver(fail, () => Promise.reject(missing));
    await expect(load).rejects.toThrow('target postgres: needs: npm i pg');
  });

  it('does not take its own failure for a missing package', async () => {
    const load = loadPostgresDriver(fail, () => Promise.reject(new Error('broken')));
    await expect(load).rejects.toThrow(/^broken$/);
  });
});

describe('explanation of an error', () => {
  function serverError(message: string, fields: Record<string, string>): Error {
    return Object.assign(new Error(message), fields);
  }

  it.each([
    ['28P01', 'password authentication failed', /password for user "ada" is wrong/],
    ['57P01', 'terminating connection due to administrator command', /connection was lost/],
    ['53100', 'could not extend file', /disk of the server is full/],
    ['53300', 'sorry, too many clients already', /fewer workers/],
    ['42501', 'permission denied to create database', /grant it to user "ada"/],
  ])('of code %s says how to go on', (code, message, words) => {
    const explained = explainPostgresError(serverError(message, { code }), address);
    expect(explained.problem).toMatch(words);
    expect(explained.code).toBe(code);
  });

  it('never holds a cell', () => {
    const errors = [
      serverError('invalid input syntax for type integer: "ada@example.com"', {
        where: 'COPY users, line 7, column age: "ada@example.com"',
      }),
      serverError('could not create unique index "users_email_key"', {
        detail: 'Key (email)=(ada@example.com) is duplicated.',
      }),
      serverError('invalid input syntax for type json', {
        detail: 'Token "ada@example.com" is invalid.',
        where:
          'JSON data, line 1: ada@example.com\nCOPY users, line 1, column doc: "ada@example.com"',
      }),
    ];
    for (const error of errors) {
      expect(explainPostgresError(error, address).problem).not.toContain('ada@');
    }
    const [refused, doubled] = errors.map((error) => explainPostgresError(error, address).problem);
    expect(refused).toContain('COPY users, line 7, column age');
    expect(doubled).toContain('Key (email)');
  });

  it('reads the reasons out of several failed tries', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:5432'), {
      code: 'ECONNREFUSED',
    });
    const { problem } = explainPostgresError(new AggregateError([refused], ''), address);
    expect(problem).toMatch(/no server answers there/);
  });
});
