export { assessClaim, assessClaims, CLAIM_DEFINITIONS } from './claims/assess-claims.ts';
export type { ClaimColumn, ClaimInput } from './claims/claim-input.ts';
export { claimColumns } from './claims/claim-input.ts';
export type { ClaimUse } from './claims/claims-of-family.ts';
export { CLAIMS_OF_FAMILY } from './claims/claims-of-family.ts';
export type { StrategyRecord } from './claims/strategy-records.ts';
export { strategyRecords } from './claims/strategy-records.ts';
export type { ClaimAssessment, ColumnVerdict, StatementVerdict } from './claims/verdict.ts';
export { classifyTable } from './detect/classify-table.ts';
export type { ColumnFacts, ColumnFinding, TableFacts } from './detect/column-facts.ts';
export { type LocateOptions, locateText } from './detect/locate-text.ts';
export type { Span } from './detect/span.ts';
export { columnDomains, type DomainSources } from './edge-cases/domains/column-domains.ts';
export type {
  BrokenRule,
  CheckRow,
  ColumnDomain,
  DroppedCase,
  EdgeCase,
  EdgeCheckRow,
  EdgeCombinations,
  EdgePlan,
  EdgeRow,
  EdgeValue,
  EdgeVerdict,
} from './edge-cases/edge-case.ts';
export { type EdgeFigures, edgeFigures } from './edge-cases/plan/edge-figures.ts';
export { type PlanEdgeCasesOptions, planEdgeCases } from './edge-cases/plan/plan-edge-cases.ts';
export { evaluateTyped } from './expressions/evaluate-typed.ts';
export { readCondition } from './expressions/type-expression.ts';
export type {
  CellType,
  Condition,
  Operation,
  TypedExpression,
} from './expressions/typed-expression.ts';
export type { ContentDigest } from './format/content-digest.ts';
export { EMPTY_DIGEST, mergeDigests } from './format/content-digest.ts';
export type { LineDigest } from './format/line-digest.ts';
export { createLineDigest } from './format/line-digest.ts';
export { GENERATORS } from './generate/catalog.generated.ts';
export { type DeclaredValues, declaredValues } from './generate/declared-values.ts';
export { type KeyForm, keyForm } from './keys/key-form.ts';
export { createKeySearch, type KeySearch } from './keys/key-search.ts';
export type { KeySource } from './keys/segment.ts';
export {
  type DistantSegment,
  type KeyWindow,
  partitionWindows,
  type ReadKeyBytes,
  readDistantSegments,
  segmentWindow,
} from './keys/segment-window.ts';
export { openUniqueKeys } from './keys/unique-keys.ts';
export { loadLocale } from './locales/load-locale.ts';
export { SMALL_ZIP3 } from './locales/zip3-areas.ts';
export type { Leak, MaskFamily, Reveals, StrategyProperties } from './mask/define.ts';
export { mapFates, requestedMapFates } from './mask/map-fates.ts';
export type { MaskKey } from './mask/mask-key.ts';
export { createMaskKey, MaskKeyError, parseMaskKey } from './mask/mask-key.ts';
export type { PlannedColumn } from './mask/mask-plan.ts';
export type { ColumnMaskCounts, TableMask, TableMaskContext } from './mask/mask-table.ts';
export { createTableMask } from './mask/mask-table.ts';
export { maskWords } from './mask/mask-words.ts';
export type { MaskableConstraints } from './mask/maskable-column.ts';
export type { MaskPlan, MaskRule } from './mask/plan-masking.ts';
export { planMasking } from './mask/plan-masking.ts';
export { resolveFollow } from './mask/resolve-follow.ts';
export { uncheckedChecks } from './mask/safety/check-conditions.ts';
export { checkMaskPlans } from './mask/safety/check-plan.ts';
export type { PlannedReference } from './mask/safety/check-references.ts';
export { createBurnedSurrogates, type MapFate, type Surrogates } from './mask/surrogate-map.ts';
export {
  createSurrogateVault,
  openSurrogates,
  type SealedSurrogate,
  type SurrogateVault,
} from './mask/surrogate-vault.ts';
export { PII_TYPES, type PiiType, type PiiTypeName, piiType } from './pii/pii-types.ts';
export { type CaseLabel, caseLabels } from './plan/case-labels.ts';
export type { InvalidRow, TableInvalidRows } from './plan/invalid-rows.ts';
export { type Plan, parentsFirst, planTables, type TablePlan } from './plan/plan.ts';
export {
  type PlanWithEdgeCases,
  planWithEdgeCases,
  type TableEdgeCases,
} from './plan/plan-with-edge-cases.ts';
export { type ColumnCost, explainProgram } from './program/explain.ts';
export type { ProveOptions, TableProver } from './proof/prove-table.ts';
export { createTableProver } from './proof/prove-table.ts';
export type { AnonymityProof, ColumnProof, TableProof } from './proof/table-proof.ts';
export { canonicalRequest } from './request/canonical-request.ts';
export type {
  ExpectationRequestDefinition,
  RequestDefinition,
  RequestDefinitions,
} from './request/definitions.ts';
export { requestJsonSchema } from './request/json-schema.ts';
export { didYouMean } from './request/nearest.ts';
export type { ParsedRequest, ParseRequestOptions } from './request/parse-request.ts';
export { checkRequest, parseRequest } from './request/parse-request.ts';
export { parseDuration, parseRowCount } from './request/quantities.ts';
export { scaleRequest, scaleResolvedRequest } from './request/scale-request.ts';
export type { ExpectationFile } from './request/schema-expectation.ts';
export { checkExpectations } from './request/schema-expectation.ts';
export type * from './request/types.ts';
export type { ProcessingRecord } from './request/types-masking.ts';
export { CLAIMS } from './request/types-masking.ts';
export { REQUEST_DEFINITIONS } from './request-definitions.ts';
export { type DeclaredSpread, quantileOfSpread, spreadOf } from './statistics/declared-spread.ts';
export {
  binShares,
  kolmogorovSmirnov,
  LEAST_BIN_SHARE,
  quantileEdges,
  type SharePoint,
  stabilityIndex,
} from './statistics/distances.ts';
export { readDecimal } from './statistics/exact-decimal.ts';
export {
  emptyRegisters,
  estimateDistinct,
  RANK_BITS,
  STANDARD_ERROR,
} from './statistics/hyper-log-log.ts';
export { EXPECTATIONS } from './validate/catalog.generated.ts';
export type {
  ChildrenWanted,
  Expectation,
  ExpectationDefinition,
  ExpectationQuery,
} from './validate/define.ts';
export type {
  ExpectationOutcome,
  ExpectationState,
  MeantExpectation,
} from './validate/evaluate.ts';
export { concludeState, mergeStates, NOTHING_SEEN, observeRows } from './validate/evaluate.ts';
export { type ComparedWith, type Comparison, comparisonOf } from './validate/figures/comparison.ts';
export type { FigureDefinition, FigureQuery } from './validate/figures/define.ts';
export { childrenOf } from './validate/figures/mean-of-children.ts';
export { differenceOfSums } from './validate/figures/sum-difference.ts';
export { impliedExpectations } from './validate/implied.ts';
export { parseKeywords } from './validate/parse-keywords.ts';
export type { ResolvedExpectation, ResolveOptions } from './validate/resolve.ts';
export { resolveExpectations } from './validate/resolve.ts';
export type { RowFailure } from './validate/row-failure.ts';
export type { RowSlice } from './validate/row-slice.ts';
export type { SchemaFault } from './validate/schema-error.ts';
export { SchemaError } from './validate/schema-error.ts';
export { GENERATOR_VERSION } from './version.ts';
export { chooseEngine, EngineError, hasWasm } from './wasm/choose-engine.ts';
