import { writeFileSync } from 'node:fs';

/** Writes as many lines as it is asked for; its environment tells what goes wrong. */
const { FAULT, CONTENT = 'line' } = process.env;

// By a variable: a tool that looks for packages to install would miss this one.
const nobodyHas = 'a-package-that-nobody-has';
if (FAULT === 'package') await import(nobodyHas);

export const peer = {
  name: 'a writer',
  units: { file: 1000, fixed: 7 },
  prepare(shared) {
    return FAULT === 'prepare' ? `no ${shared.what} here` : undefined;
  },
  run({ case: name, units, file }) {
    if (FAULT === 'run') throw new Error('it broke');
    if (FAULT === 'death') process.exit(3);
    if (name === 'file') writeFileSync(file, `${CONTENT}\n`.repeat(units));
    return { value: units / 1000, digest: CONTENT };
  },
};
