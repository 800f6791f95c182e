/**
 * Writes the tables of docs/access.md from the permissions that roles of the stack on AWS are made of.
 *
 *   node scripts/write-access-page.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';

register('./load-typescript.mjs', import.meta.url);
const ACCESS = new URL('../packages/aws/src/stack/access/access-page.ts', import.meta.url);
const { withAccessTables } = await import(ACCESS.href);

const PAGE = new URL('../docs/access.md', import.meta.url);
writeFileSync(PAGE, withAccessTables(readFileSync(PAGE, 'utf8')));
