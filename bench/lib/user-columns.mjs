import { readFileSync } from 'node:fs';
import { rows } from '@rowmill/core';
import { parse } from 'yaml';

/** User records as columns of JavaScript values, for writers that make no rows of their own. */
async function userColumns(rowCount) {
  const request = parse(readFileSync(new URL('../user.yaml', import.meta.url), 'utf8'));
  const made = await rows(request, 'user', { count: rowCount });
  const column = (name) => made.map((row) => row[name]);
  return {
    id: column('id'),
    email: column('email'),
    name: column('name'),
    phone: column('phone'),
    created_at: column('created_at').map((text) => new Date(text)),
  };
}

/**
 * A subject that only writes: its columns are made once, and not timed.
 *
 * @param prepareColumns turns the columns into what the writer takes; not timed either.
 * @param write gets that and the file.
 */
export function writerSubject({ name, units, prepareColumns, write }) {
  let ready;
  let rowCount = 0;
  return {
    name,
    units,
    async run({ units: wanted, file }) {
      if (rowCount !== wanted) ready = prepareColumns(await userColumns(wanted));
      rowCount = wanted;
      const start = performance.now();
      await write(ready, file);
      return (performance.now() - start) / 1000;
    },
  };
}
