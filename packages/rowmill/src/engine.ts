/** What another engine than the one of this machine builds on: `rowmill/engine`. */
export { STAGES, type StageName } from './ports.ts';
export { type MeasuredTable, measureTables } from './stages/measure-tables.ts';
export type { DirectoryStore, ObjectInfo, ObjectStore } from './stores/object-store.ts';
export { PIPELINE_FILE } from './workflow/load-workflow.ts';
