import type { FastKernels } from './fast-kernel.ts';
import { TEXT_CHANGES } from './text-changes.ts';
import { TEXT_DRAWS } from './text-draws.ts';
import { TEXT_JOINS } from './text-joins.ts';
import { TEXT_NUMBERS } from './text-numbers.ts';
import { TEXT_VIEWS } from './text-views.ts';

/** All kernels of `kernels/text` by the name of their step. */
export const TEXT_KERNELS = {
  ...TEXT_VIEWS,
  ...TEXT_NUMBERS,
  ...TEXT_JOINS,
  ...TEXT_DRAWS,
  ...TEXT_CHANGES,
} satisfies FastKernels;
