import { RowmillError } from '@rowmill/core';
import { formatUsd } from '../reports/quantities.ts';

/** A run is expected to cost more than it may. Nothing was begun. */
export class BudgetExceededError extends RowmillError {
  override readonly name = 'BudgetExceededError';
  /** US dollars. */
  readonly usd: number;
  readonly budgetUsd: number;

  constructor(usd: number, budgetUsd: number) {
    super(
      `the run is expected to cost ${formatUsd(usd)}, and --budget allows ${formatUsd(budgetUsd)} - make less (--scale), or allow more; rowmill plan --engine aws shows what costs how much`,
    );
    this.usd = usd;
    this.budgetUsd = budgetUsd;
  }
}
