// Runs the required tests of the public JSON-Schema-Test-Suite (a checkout of its repository) against the validator.
// No package of npm carries it for these drafts; the source distribution of `jsonschema` on PyPI does, in its folder json/.
//
//   node scripts/json-schema-suite.mjs DIRECTORY
//
// Exits with 1 when a row gets another verdict than the suite has, outside of the exceptions below.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createRowValidator, openBatchValidator } from '../packages/core/dist/json-schema.js';
import {
  CHECKS_ROOM,
  openMemory,
  openNdjsonReader,
  rowReaderSize,
} from '../packages/core/dist/kernels.js';

const DRAFTS = [
  ['draft2020-12', undefined],
  ['draft2019-09', 'https://json-schema.org/draft/2019-09/schema'],
  ['draft7', 'http://json-schema.org/draft-07/schema#'],
];

/** Rows that get another verdict, by file and group, with the reason. Each has to be one still. */
const OTHER_VERDICTS = new Map([
  ...['email', 'regex', 'ipv4', 'ipv6', 'hostname', 'date', 'date-time', 'time'].map(inFormat),
  ...['json-pointer', 'relative-json-pointer', 'uri', 'uri-reference'].map(inFormat),
  ...['uri-template', 'uuid', 'duration'].map(inFormat),
  ['draft7/ref.json | ref overrides any sibling keywords', 'what stands beside a $ref counts'],
]);

function inFormat(format) {
  return [`draft2020-12/format.json | ${format} format`, 'formats are checked, not noted'];
}

/** Why schemas are refused that the suite takes: by the words of the refusal. */
const REFUSALS = [
  [/strict mode/, 'keywords without effect are refused'],
  [/is not checked here/, 'formats that nobody checks are refused'],
  [/is not checked - forbid/, 'a property __proto__ is refused'],
  [/draft .* is not known/, 'other meta-schemas are refused'],
  [
    /is followed at the root|is followed to a|has no "\$recursiveAnchor"/,
    'dynamic references that Ajv follows elsewhere are refused',
  ],
  [/does not see/, 'unevaluated items and properties that Ajv does not see are refused'],
  [/below a relative "\$id"/, 'references that Ajv does not follow are refused'],
  [/stands beside a "\$ref"/, 'an $id that draft-07 ignores is refused'],
];

function filesBelow(directory) {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Schemas that the suite serves at localhost, by URI: those that a schema names, and those that they name. */
function remotesFor(schema, remotes, found = {}) {
  const text = JSON.stringify(schema);
  for (const [uri, remote] of remotes) {
    const steps = uri.split('/');
    const endings = steps.map((_, i) => `"${steps.slice(i).join('/')}`);
    if (uri in found || !endings.some((ending) => text.includes(ending))) continue;
    found[uri] = remote;
    remotesFor(remote, remotes, found);
  }
  return found;
}

/** What columns tell of rows: 1 where they let one pass; undefined when they cannot tell. */
function columnVerdicts(schema, rows) {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  if (columns.length === 0) return undefined;
  const memory = openMemory(rowReaderSize({ columns }) + CHECKS_ROOM);
  const reader = openNdjsonReader(memory, { columns });
  const bytes = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  reader.free().set(bytes);
  reader.filled(bytes.length);
  reader.end();
  const batch = reader.next();
  const verdicts = openBatchValidator(schema, memory).check(batch);
  return verdicts === undefined ? undefined : [...verdicts.passed.subarray(0, batch.rowCount)];
}

const isRow = (data) => typeof data === 'object' && data !== null && !Array.isArray(data);

const [root] = process.argv.slice(2);
if (root === undefined)
  throw new Error('which directory? - node scripts/json-schema-suite.mjs DIRECTORY');
const counts = { 'as the suite has it': 0 };
const wrong = [];
const seen = new Set();
const count = (what) => {
  counts[what] = (counts[what] ?? 0) + 1;
};

for (const [draft, uri] of DRAFTS) {
  const served = join(root, 'remotes');
  const remotes = filesBelow(served)
    .map((path) => path.slice(served.length + 1).replaceAll('\\', '/'))
    .filter((path) => !/^draft/.test(path) || path.startsWith(`${draft}/`))
    .map((path) => [`http://localhost:1234/${path}`, readJson(join(served, path))]);
  const folder = join(root, 'tests', draft);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    for (const { description, schema, tests } of readJson(join(folder, file))) {
      const group = `${draft}/${file} | ${description}`;
      const named =
        uri === undefined || typeof schema === 'boolean' ? schema : { $schema: uri, ...schema };
      let validate;
      try {
        validate = createRowValidator(named, { others: remotesFor(schema, remotes) });
      } catch (error) {
        const reason = REFUSALS.find(([words]) => words.test(error.message));
        if (reason === undefined) wrong.push(`${group}: ${error.message}`);
        else count(reason[1]);
        continue;
      }
      const rows = tests.map(({ data }) => data).filter(isRow);
      for (const [i, passed] of (columnVerdicts(named, rows) ?? []).entries()) {
        const isRight = validate(rows[i]).length === 0;
        if (passed === 1 && !isRight) wrong.push(`${group}: columns let row ${i} pass`);
        else count(passed === 1 ? 'rows that columns let pass' : 'rows that columns leave to Ajv');
      }
      for (const { description: name, data, valid } of tests) {
        if ((validate(data).length === 0) === valid) count('as the suite has it');
        else if (OTHER_VERDICTS.has(group)) {
          seen.add(group);
          count(OTHER_VERDICTS.get(group));
        } else wrong.push(`${group}: ${name}`);
      }
    }
  }
}
for (const group of OTHER_VERDICTS.keys()) {
  if (!seen.has(group)) wrong.push(`${group}: is no exception any more`);
}
for (const [what, times] of Object.entries(counts))
  console.log(`${String(times).padStart(6)}  ${what}`);
for (const line of wrong) console.error(line);
process.exitCode = wrong.length > 0 ? 1 : 0;
