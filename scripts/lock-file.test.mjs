import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/** Where Node would look for `name` from a package's folder, nearest first. */
function candidates(folder, name) {
  const nested = folder
    .split('/node_modules/')
    .map((_, depth, parts) =>
      [...parts.slice(0, parts.length - depth), name].join('/node_modules/'),
    );
  return [...nested, `node_modules/${name}`];
}

// npm leaves out optional packages that its registry did not offer while it wrote the lock file,
// and `npm ci` then refuses the file: on that machine and on every other platform.
it('locks the packages of every platform', () => {
  const missing = Object.entries(lock.packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !candidates(folder, name).some((path) => path in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});

it('allows exactly the install scripts that there are', () => {
  const { allowScripts } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  const withScripts = Object.entries(lock.packages)
    .filter(([, entry]) => entry.hasInstallScript === true)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(Object.keys(allowScripts).toSorted()).toEqual(withScripts.toSorted());
});
