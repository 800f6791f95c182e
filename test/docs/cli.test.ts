import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExitCode } from '../../packages/rowmill/src/cli/exit-codes.ts';
import { createProgram } from '../../packages/rowmill/src/cli/program.ts';
import { codeBlocks, ROOT } from './code-blocks.ts';

const page = readFileSync(join(ROOT, 'docs', 'cli.md'), 'utf8');
const program = createProgram('0.0.0', async () => {});
/** Groups of commands have no options of their own. */
const commands = program.commands.flatMap((command) =>
  [command, ...command.commands].map((one) => ({ name: one.name(), command: one })),
);

/** Options as the page has to write them in a table: `-f, --file <file>`. */
const written = (flags: string) => `| \`${flags}\` |`;

describe('docs/cli.md', () => {
  it('has a section for each command, and no other', () => {
    const names = program.commands.map((command) => command.name());
    const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);
    const inTable = [...page.matchAll(/^\| \[`([\w-]+)`\]/gm)].map(([, name = '']) => name);
    expect(inTable).toEqual(expect.arrayContaining(names));
    expect(inTable).toHaveLength(names.length);
    expect(sections).toEqual(expect.arrayContaining(names));
  });

  it.each(commands)('tells every option of $name', ({ command }) => {
    const flags = command.options.map((option) => option.flags);
    const told = flags.filter(
      (flag) => page.includes(`\`${flag}\``) || page.includes(`\`${flag.split(' <')[0]}\``),
    );
    expect(told).toEqual(flags);
  });

  it('tells every command of a group', () => {
    const grouped = program.commands.flatMap((group) =>
      group.commands.map((command) => `${group.name()} ${command.name()}`),
    );
    expect(grouped.length).toBeGreaterThan(5);
    expect(grouped.filter((name) => !page.includes(name))).toEqual([]);
  });

  it('tells every option of the program', () => {
    const help = '-h, --help';
    const flags = [...program.options.map((option) => option.flags), help];
    expect(flags.filter((flag) => !page.includes(written(flag)))).toEqual([]);
  });

  it('tells every exit code', () => {
    const told = [...page.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, codes = '']) =>
      codes.split(', ').map(Number),
    );
    expect(told).toEqual([...Object.values(ExitCode), 130, 143]);
  });

  it('shows events that are JSON and explained', () => {
    const events = codeBlocks(page)
      .filter(({ language }) => language === 'json')
      .flatMap(({ code }) => code.trim().split('\n'))
      .map((line) => JSON.parse(line) as { type: string });
    for (const { type } of events) expect(page).toContain(`| \`${type}\` |`);
    expect(new Set(events.map(({ type }) => type)).size).toBe(8);
  });
});
