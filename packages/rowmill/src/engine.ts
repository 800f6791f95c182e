/** What another engine than the one of this machine builds on: `rowmill/engine`. */
export type { DirectoryStore, ObjectInfo, ObjectStore } from './stores/object-store.ts';
