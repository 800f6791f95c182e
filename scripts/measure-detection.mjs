/**
 * Prints how well columns of the labelled schemas are told, with names and without.
 *
 *   node --import ./scripts/load-typescript.mjs scripts/measure-detection.mjs
 */
import { labelledSchemas } from '../packages/core/src/detect/testing/labelled-schemas.ts';
import { measureColumns } from '../packages/core/src/detect/testing/measure-columns.ts';

for (const isOpaque of [false, true]) {
  const { precision, recall, typeRight, wrong } = measureColumns(labelledSchemas({ isOpaque }));
  const shares = { precision, recall, 'right kind': typeRight };
  const line = Object.entries(shares).map(([name, share]) => `${name} ${share.toFixed(3)}`);
  console.log(`${isOpaque ? 'opaque names' : 'own names   '}  ${line.join('  ')}`);
  for (const one of wrong) console.log(`  ${one}`);
}
