/**
 * Who may import whom. Each list runs from the bottom up: what stands in a row may import from its
 * own row and from the rows below it, never from a row above. Names are folders, or files with `.ts`.
 */
const CORE_LAYERS = [
  ['errors.ts', 'random', 'model', 'pii'],
  [
    'request',
    'locales',
    'keys',
    'kernels',
    'mask-kernels',
    'checks',
    'readers',
    'statistics',
    'wasm',
    'program',
    'format',
    'expressions',
  ],
  ['detect'],
  ['generate', 'mask', 'validate'],
  ['edge-cases'],
  ['claims', 'proof'],
  ['plan'],
  ['compute-rows.ts', 'request-definitions.ts'],
  ['rows.ts'],
  ['engine.ts', 'json-schema.ts', 'kernels.ts', 'masks.ts', 'index.ts'],
];

const ASL_LAYERS = [
  ['json.ts', 'errors.ts', 'limits.ts', 'ports.ts'],
  ['document', 'query', 'history'],
  ['reducer'],
  ['journal', 'map-run'],
  ['executor', 'test-state'],
  ['index.ts'],
];

const ROWMILL_LAYERS = [
  ['errors.ts', 'usage-error.ts'],
  [
    'ports.ts',
    'request',
    'mysql',
    'postgres',
    'sources',
    'targets',
    'environments',
    'validation',
    'profile',
    'reports',
    'audit',
    'keys',
    'stores',
    'runs',
    'workers',
    'edge-cases',
  ],
  ['scan', 'compliance'],
  ['stages', 'surrogates'],
  ['parity'],
  ['tasks', 'workflow'],
  ['runner'],
  ['engines'],
  ['engine.ts'],
  ['cli'],
];

const AWS_LAYERS = [
  ['errors.ts', 'deployment.ts'],
  ['request', 'test-build', 'layer'],
  ['monitoring', 'cost', 'leases'],
  ['lambda'],
  ['handlers'],
];

/** Code that runs in Lambda, and code that runs on a laptop and speaks to AWS, meet in the deployment alone. */
const AWS_CLIENT_LAYERS = [
  ['errors.ts', 'deployment.ts'],
  ['request', 'test-build', 'layer'],
  ['monitoring', 'cost'],
  ['simulation', 'stack'],
  ['client'],
  ['deploy'],
  ['index.ts'],
];

const TESTS = '(\\.(test|bench)\\.ts$|/testing/)';

/** Matches the files and everything in the folders of a list, below the sources of a package. */
const anyOf = (folder, names) => {
  const patterns = names.map((name) =>
    name.endsWith('.ts') ? `${name.replace('.', '\\.')}$` : `${name}/`,
  );
  return `^packages/${folder}/src/(${patterns.join('|')})`;
};

/** One rule per layer: it does not reach up. */
const layerRules = (folder, layers) =>
  layers.slice(0, -1).map((names, index) => ({
    name: `${folder}-${names[0].replace('.ts', '')}-stays-below`,
    comment: `${names.join(', ')} lie below ${layers
      .slice(index + 1)
      .flat()
      .join(', ')}`,
    severity: 'error',
    from: { path: anyOf(folder, names), pathNot: TESTS },
    to: { path: anyOf(folder, layers.slice(index + 1).flat()) },
  }));

/** One rule per name: it does not see its neighbours. */
const strangerRules = (folder, names) =>
  names.map((name) => ({
    name: `${folder}-${name}-knows-no-neighbour`,
    comment: `${names.join(', ')} never import one another`,
    severity: 'error',
    from: { path: anyOf(folder, [name]), pathNot: TESTS },
    to: {
      path: anyOf(
        folder,
        names.filter((other) => other !== name),
      ),
    },
  }));

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'two files that need each other are one file, or hide a third',
      severity: 'error',
      from: { path: '^packages/' },
      to: { circular: true },
    },
    {
      name: 'core-is-pure',
      comment: 'the core has no clock, no files, no network: the world enters through rowmill',
      severity: 'error',
      from: {
        path: '^packages/core/src',
        pathNot: [TESTS, '^packages/core/src/mask/cipher\\.ts$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'cipher-needs-crypto-alone',
      comment: 'keyed masking needs synchronous ciphers; this one file has them',
      severity: 'error',
      from: { path: '^packages/core/src/mask/cipher\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'core-stands-alone',
      comment: 'rowmill is built on the core, not the reverse',
      severity: 'error',
      from: { path: '^packages/core/' },
      to: { path: ['^packages/(rowmill|aws)/', '(^|/)node_modules/(rowmill|@rowmill/aws)/'] },
    },
    {
      name: 'rowmill-uses-the-public-core',
      comment: 'rowmill imports @rowmill/core by name, so that both can be published apart',
      severity: 'error',
      from: { path: '^packages/rowmill/src', pathNot: TESTS },
      to: { path: '^packages/core/src', dependencyTypes: ['local'] },
    },
    {
      name: 'declared-only',
      comment: 'what is imported is listed in the package.json of the package that imports it',
      severity: 'error',
      from: { path: '^packages/[^/]+/src', pathNot: TESTS },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'unknown'],
        dependencyTypesNot: ['npm-peer'],
      },
    },
    {
      name: 'resolvable',
      comment: 'every import leads to a file',
      severity: 'error',
      from: { path: '^packages/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'tests-are-not-imported',
      comment: 'product code never leans on test code',
      severity: 'error',
      from: { path: '^packages/', pathNot: TESTS },
      to: { path: TESTS },
    },
    ...layerRules('core', CORE_LAYERS),
    ...strangerRules('core', ['generate', 'mask', 'validate']),
    {
      name: 'asl-stands-alone',
      comment: 'the interpreter knows nothing of test data: others use it without rowmill',
      severity: 'error',
      from: { path: '^packages/asl/' },
      to: {
        path: [
          '^packages/(core|rowmill|aws)/',
          '(^|/)node_modules/(rowmill|@rowmill/core|@rowmill/aws)/',
        ],
      },
    },
    ...layerRules('asl', ASL_LAYERS),
    ...layerRules('rowmill', ROWMILL_LAYERS),
    ...layerRules('aws', AWS_LAYERS),
    ...layerRules('aws', AWS_CLIENT_LAYERS),
    ...strangerRules('aws', ['handlers', 'client', 'stack']),
    {
      name: 'rowmill-knows-no-cloud',
      comment:
        'the AWS engine is loaded by name when it is asked for, and builds on rowmill/engine',
      severity: 'error',
      from: { path: '^packages/rowmill/src', pathNot: TESTS },
      to: { path: ['^packages/aws/', '(^|/)node_modules/@rowmill/aws/'] },
    },
    {
      name: 'aws-uses-the-public-rowmill',
      comment: '@rowmill/aws imports rowmill by name, so that both can be published apart',
      severity: 'error',
      from: { path: '^packages/aws/src', pathNot: TESTS },
      to: { path: '^packages/(core|asl|rowmill)/src', dependencyTypes: ['local'] },
    },
    {
      name: 'command-line-is-the-edge',
      comment: 'nothing but the command line itself and the package entry reads the command line',
      severity: 'error',
      from: { path: '^packages/rowmill/src', pathNot: ['^packages/rowmill/src/cli/', TESTS] },
      to: { path: anyOf('rowmill', ['cli']) },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    tsConfig: { fileName: 'tsconfig.test.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@rowmill/source', 'import', 'node', 'default', 'types'],
    },
  },
};
