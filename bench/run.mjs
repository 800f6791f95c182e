/** `npm run bench`: the user record, made by rowmill and by its peers. See README.md beside it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bootstrap } from '../scripts/bootstrap.mjs';

const USAGE = `npm run bench -- [options]

  --rounds N      rounds that count (default 5)
  --scale F       times the rows of every run (default 1)
  --only TEXT     peers whose file name contains TEXT; may be given several times
  --sink SINK     null or file (default: both)
  --directory DIR where the files are written (default: the system's temporary folder)
  --save          also write the report to bench/results
`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      scale: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true, default: [''] },
      sink: { type: 'string', multiple: true, default: ['null', 'file'] },
      directory: { type: 'string', default: tmpdir() },
      save: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const options = { ...values, rounds: Number(values.rounds), scale: Number(values.scale) };
  if (!Number.isInteger(options.rounds) || options.rounds < 1)
    throw new Error('--rounds: needs a whole number from 1');
  if (!(options.scale > 0)) throw new Error('--scale: needs a number above 0');
  const unknown = options.sink.find((sink) => sink !== 'null' && sink !== 'file');
  if (unknown !== undefined) throw new Error(`--sink: "${unknown}" is neither null nor file`);
  return options;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Starts and checks the peers; those that cannot run here are named and left out. */
async function openPeers(list, folder, started) {
  const { startPeer } = await import('./lib/start-peer.mjs');
  const { checkPeer } = await import('./lib/check-peer.mjs');
  const peers = [];
  const skipped = [];
  for (const entry of list) {
    const peer = await startPeer(entry);
    started.push(peer);
    const reason = await peer.prepare();
    if (reason === undefined) {
      peers.push({ ...peer, bytesPerRow: await checkPeer(peer, folder) });
      say(`${peer.name}: output checked`);
    } else {
      skipped.push(`${peer.name}: ${reason}`);
      say(`${peer.name}: skipped, ${reason}`);
    }
  }
  return { peers, skipped };
}

/** The case of one peer and one sink. The first file of each peer is counted, row by row. */
function caseOf(peer, sink, scale, folder, countLines) {
  const rows = Math.max(1000, Math.round(peer.rows[sink] * scale));
  const file = sink === 'null' ? '/dev/null' : join(folder, 'user.ndjson');
  let isCounted = sink === 'null';
  const run = async () => {
    const seconds = await peer.write(rows, file);
    if (!isCounted) {
      const { rows: written } = countLines(file);
      if (written !== rows) throw new Error(`${peer.name}: wrote ${written} of ${rows} rows`);
      isCounted = true;
    }
    if (sink === 'file') rmSync(file);
    return seconds;
  };
  return { name: peer.name, units: rows, run };
}

async function measure(peers, sink, { rounds, scale }, folder) {
  const { countLines } = await import('./lib/check-output.mjs');
  const { pairedRounds } = await import('./lib/paired.mjs');
  const { resultTable } = await import('./lib/report.mjs');
  const cases = peers
    .filter((peer) => peer.rows[sink] !== undefined)
    .map((peer) => caseOf(peer, sink, scale, folder, countLines));
  if (cases.length === 0) return `no peer writes to ${sink}`;
  say(`${sink}: ${cases.length} peers, ${rounds} rounds after a warm-up`);
  const results = await pairedRounds(cases, { rounds });
  const bytes = new Map(peers.map((peer) => [peer.name, peer.bytesPerRow]));
  return resultTable(results, bytes, cases[0].name);
}

function reportText(machine, options, sections, skipped) {
  const method = `${options.rounds} rounds after one warm-up, every peer once in each round, order reversed from round to round; medians; ratios within a round. Rows × ${options.scale}.`;
  return [
    '# The user record: rowmill and its peers',
    `Machine: ${machine.text}; load ${machine.load} at the start.`,
    `Method: ${method} See bench/README.md.`,
    ...sections,
    ...(skipped.length === 0 ? [] : [`Left out: ${skipped.join('; ')}.`]),
  ].join('\n\n');
}

function save(machine, text) {
  const folder = fileURLToPath(new URL('./results/', import.meta.url));
  const cpu = machine.cpu
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const path = join(folder, `${new Date().toISOString().slice(0, 10)}-${cpu}.md`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${text}\n`);
  say(`saved ${path}`);
}

async function main() {
  const options = readOptions();
  if (options.help) return process.stdout.write(USAGE);
  bootstrap();
  const { describeMachine } = await import('./lib/machine.mjs');
  const { PEERS } = await import('./lib/peer-list.mjs');
  const list = PEERS.filter(({ file }) => options.only.some((part) => file.includes(part)));
  if (list.length === 0) throw new Error(`--only: no peer is called ${options.only.join(' or ')}`);
  const machine = describeMachine();
  const folder = mkdtempSync(join(options.directory, 'rowmill-bench-'));
  const started = [];
  try {
    const { peers, skipped } = await openPeers(list, folder, started);
    const sections = [];
    for (const sink of options.sink) {
      const title = sink === 'null' ? 'NDJSON to /dev/null' : 'NDJSON to a file';
      sections.push(`## ${title}\n\n${await measure(peers, sink, options, folder)}`);
    }
    const text = reportText(machine, options, sections, skipped);
    process.stdout.write(`${text}\n`);
    if (options.save) save(machine, text);
  } finally {
    for (const peer of started) peer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  say(`bench: ${error.message}`);
  process.exitCode = 1;
}
