import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { findRequestFile } from '../../request/find-request-file.ts';
import { RequestFileError } from '../../request/request-file-error.ts';
import { UsageError } from '../../usage-error.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';

const FILE = 'rowmill.yaml';

/** Writes a small request that works as it is. What is there already stays as it is. */
export async function init({ output, variables }: Session): Promise<number> {
  const found = await existingRequest();
  if (found !== undefined)
    throw new UsageError(
      `${found} is there already and stays as it is - change it, or work elsewhere with -C`,
    );
  const hasDatabase = variables.DATABASE_URL !== undefined && variables.DATABASE_URL !== '';
  await writeFile(FILE, starterRequest(hasDatabase), { flag: 'wx' });
  const ignored = await ignoreFolders();
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, files: [FILE, ...ignored] });
  const { green, bold } = output.colors;
  output.print(
    `${green('✓')} wrote ${FILE}${ignored.length > 0 ? ', and the folders of rowmill into .gitignore' : ''}`,
  );
  if (hasDatabase)
    output.print(
      `  DATABASE_URL is set: the environment "local" uses it, in a database of its own`,
    );
  output.print(
    `\nNext:\n  ${bold('rowmill plan')}            what it would make\n  ${bold('rowmill preview users')}   the first rows\n  ${bold('rowmill generate')}        files in rowmill-out\n  ${bold('rowmill run')}             into a database, checked, and removed again`,
  );
  return ExitCode.ok;
}

async function existingRequest(): Promise<string | undefined> {
  try {
    return await findRequestFile('.');
  } catch (error) {
    if (error instanceof RequestFileError) return undefined;
    throw error;
  }
}

const IGNORED = ['.rowmill/', 'rowmill-report/', 'rowmill-out/'];

async function ignoreFolders(): Promise<string[]> {
  const text = await readFile('.gitignore', 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/\/$/, '')));
  const missing = IGNORED.filter((line) => !present.has(line.slice(0, -1)));
  if (missing.length === 0) return [];
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  await appendFile('.gitignore', `${start}${missing.join('\n')}\n`);
  return ['.gitignore'];
}

function starterRequest(hasDatabase: boolean): string {
  const target = hasDatabase
    ? '{ kind: postgres, url: env:DATABASE_URL, isolation: database }'
    : '{ kind: postgres, embedded: true }   # a server of its own; or url: env:DATABASE_URL';
  return `# yaml-language-server: $schema=./node_modules/rowmill/schema/request.json
name: starter
seed: 42            # same request, same seed: the same bytes
locale: en

tables:
  users:
    rows: 1_000     # or 10k, 1.5M
    key: id
    columns:
      id:         { generator: sequence }
      name:       { generator: person.fullName }
      email:      { generator: internet.email, unique: true }
      created_at: { generator: date.recent, days: 365 }

  orders:
    rows: { per: users, count: { min: 0, max: 5 } }   # every user has 0 to 5
    key: id
    columns:
      id:      { generator: sequence }
      user_id: { references: users.id }
      total:   { generator: number.decimal, min: 1, max: 500, scale: 2 }

environments:
  local:
    targets:
      - ${target}

# test: { command: npm test }   # finds DATABASE_URL in its environment
cleanup: always
`;
}
