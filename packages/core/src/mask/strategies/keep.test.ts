import { expect } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { keep } from './keep.ts';

describeStrategy(keep, { always: { accepts: (mask, value) => expect(mask).toBe(value) } });
