import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that stands for the command line of the CDK. */
export interface FakeCdk {
  readonly program: string;
  /** Arguments of its calls, one list for each. */
  calls(): readonly (readonly string[])[];
  /** What it says when it is asked for this command, and what it ends with. */
  answer(command: string, said: string, code?: number): void;
}

/** Keeps its arguments, writes outputs where it is told to, and says what it was given to say. */
const SCRIPT = `
const fs = require('node:fs');
const path = require('node:path');
const args = process.argv.slice(2);
fs.appendFileSync(path.join(__dirname, 'calls'), JSON.stringify(args) + '\\n');
const outputs = args.indexOf('--outputs-file');
if (outputs >= 0) fs.writeFileSync(args[outputs + 1], '{"rowmill-qa":{"Bucket":"data"}}');
const file = path.join(__dirname, args[0] + '.json');
const { said = '', code = 0 } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
process.stderr.write(said + '\\n');
process.exit(code);
`;

/** @param folder that it is written to */
export function fakeCdk(folder: string): FakeCdk {
  const own = join(folder, 'cdk');
  mkdirSync(own);
  const program = join(own, 'cdk.cjs');
  writeFileSync(program, SCRIPT);
  writeFileSync(join(own, 'calls'), '');
  return {
    program,
    calls: () =>
      readFileSync(join(own, 'calls'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as string[]),
    answer: (command, said, code = 0) =>
      writeFileSync(join(own, `${command}.json`), JSON.stringify({ said, code })),
  };
}
