/** What another engine than the one of this machine builds on: `rowmill/engine`. */
export { createFileLedgers, LEDGER_FOLDER } from './environments/file-ledgers.ts';
export type { LedgerStore } from './environments/ledger-store.ts';
export {
  isLedger,
  type LeaseHolder,
  type Ledger,
  type LedgerDraft,
} from './environments/ledger.ts';
export { sweep } from './environments/sweep.ts';
export { CleanUpError, EnvironmentLostError, LedgerError } from './errors.ts';
export { STAGES, type StageName } from './ports.ts';
export { type MeasuredTable, measureTables } from './stages/measure-tables.ts';
export { removersWith } from './stages/removers.ts';
export type { DirectoryStore, ObjectInfo, ObjectStore } from './stores/object-store.ts';
export { PIPELINE_FILE } from './workflow/load-workflow.ts';
