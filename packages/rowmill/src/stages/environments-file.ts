import type { RunDirectory } from '../stores/run-directory.ts';
import type { Target, TargetState } from '../targets/target.ts';

/** What a target was made as. Holds no password: those come from the request, or from the folder of the server. */
export interface TargetRecord {
  /** Of the targets of its environment. */
  readonly index: number;
  readonly kind: Target['kind'];
  /** Folder of the throw-away server that it is on. */
  readonly server?: string;
  /** Names what was delivered since it was made: a target that is made again is empty. */
  readonly delivery: string;
  /** As it calls itself. */
  readonly describe: string;
  readonly tables: readonly string[];
  readonly state: TargetState;
  readonly notes: readonly string[];
}

/** What was made of an environment. */
export interface EnvironmentRecord {
  readonly name: string;
  /** Written down before the environment is leased: what the lease covers can always be found. */
  readonly lease: string;
  /** Folders of the servers that were started for it. */
  readonly servers: readonly string[];
  readonly isProvisioned: boolean;
  readonly targets: readonly TargetRecord[];
}

interface EnvironmentsFile {
  readonly version: 1;
  readonly environments: readonly EnvironmentRecord[];
}

const FILE = 'environments.json';

export async function readEnvironments(files: RunDirectory): Promise<readonly EnvironmentRecord[]> {
  return (await files.find<EnvironmentsFile>(FILE))?.environments ?? [];
}

/** Replaces the record of one environment. */
export async function writeEnvironment(
  files: RunDirectory,
  record: EnvironmentRecord,
): Promise<void> {
  const others = await readEnvironments(files);
  const isKnown = others.some(({ name }) => name === record.name);
  const environments = isKnown
    ? others.map((other) => (other.name === record.name ? record : other))
    : [...others, record];
  await files.write(FILE, { version: 1, environments } satisfies EnvironmentsFile);
}
