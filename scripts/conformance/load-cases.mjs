import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The cases in the folders of a folder, one JSON file each, by name. @param text what a name has to have in it */
export function* loadCases(folder, text) {
  for (const group of foldersIn(folder)) {
    for (const file of filesIn(join(folder, group)).filter((name) => name.includes(text))) {
      yield { group, content: read(join(folder, group, file)) };
    }
  }
}

const entries = (folder) => readdirSync(folder, { withFileTypes: true }).sort(byName);
const byName = (a, b) => (a.name < b.name ? -1 : 1);
const foldersIn = (folder) =>
  entries(folder).flatMap((each) => (each.isDirectory() ? [each.name] : []));
const filesIn = (folder) =>
  entries(folder).flatMap(({ name }) => (name.endsWith('.json') ? [name] : []));

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path}: ${cause.message}`, { cause });
  }
}
