import type { ColumnShape } from '@rowmill/core';
import type { PostgresAddress } from '../../postgres/address.ts';
import type { RowForm } from './row-form.ts';

/** Everything a worker thread needs to load rows into one table over a connection of its own. */
export interface PostgresLoadJob extends RowForm {
  readonly kind: 'postgres';
  readonly address: PostgresAddress;
  readonly schema: string;
  readonly table: string;
  /** In the order of the cells in a row. */
  readonly columns: readonly ColumnShape[];
}
