import { createHash } from 'node:crypto';
import type { ProcessIdentity } from '../environments/process-identity.ts';

/** What a supervisor is told, over its standard input: nothing of it shows in the list of processes. */
export interface CommandOrder {
  readonly command: string;
  /** Folder that it runs in. */
  readonly cwd: string;
  readonly timeoutMs?: number;
  /** Root of the store. */
  readonly store: string;
  /** Key of the folder of the run. */
  readonly prefix: string;
  /** Of {@link commandFolder}. */
  readonly folder: string;
  /** Name of the file, in the run, that takes what the command says. */
  readonly log: string;
}

/** `process.json`: who runs the command. Whoever writes it first does; nobody else ever will. */
export interface CommandProcess {
  readonly supervisor: ProcessIdentity;
  /** Bytes that the log had before: an earlier execution of the run has written them. */
  readonly logStart: number;
}

/** `result.json`: how the command ended. */
export interface CommandResult {
  readonly command: string;
  /** Null when it was ended by a signal. */
  readonly exitCode: number | null;
  readonly ended: 'itself' | 'at its time limit' | 'with its run';
  readonly seconds: number;
  readonly outputTail: string;
}

/** Folder, in the run, of one call of a command. @param call what tells it from other calls: its token, or its state */
export function commandFolder(call: string): string {
  return `commands/${createHash('sha256').update(call).digest('hex').slice(0, 32)}`;
}

export const processFile = (folder: string): string => `${folder}/process.json`;
/** Who the command is, as far as it began: for the case that its supervisor is killed. */
export const childFile = (folder: string): string => `${folder}/command.json`;
export const resultFile = (folder: string): string => `${folder}/result.json`;
