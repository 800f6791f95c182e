import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeObjectStore } from '../testing/describe-object-store.ts';
import { createDirectoryStore } from './directory-store.ts';

const root = mkdtempSync(join(tmpdir(), 'rowmill-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
describeObjectStore('directory', () => createDirectoryStore(join(root, String(++count))));
