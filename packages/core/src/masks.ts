/**
 * What a worker thread needs to mask batches of a file, behind a door of its own: strategies and words are slow to load,
 * and no other work needs them.
 */
export { loadLocale } from './locales/load-locale.ts';
export { masksRowByRow } from './mask/batch/mask-cells.ts';
export {
  type MaskedText,
  type MaskedTextOptions,
  openMaskedText,
} from './mask/batch/masked-text.ts';
export { keyForThread, keyOfThread, type ThreadKey } from './mask/mask-key.ts';
export { type ColumnMaskCounts, mergeMaskCounts } from './mask/mask-table.ts';
export { maskWords } from './mask/mask-words.ts';
export type { MaskPlan } from './mask/plan-masking.ts';
export { planForThread, planOfThread, type ThreadPlan } from './mask/thread-plan.ts';
export { isIdentifying } from './proof/table-proof.ts';
