import type { MaskFamily } from '../mask/define.ts';
import type { ClaimName } from '../request/types-masking.ts';

/** What a family of strategies does for a claim, for an identifier: enough, by rule, for an expert to judge, or never. */
export type ClaimUse = 'yes' | 'by rule' | 'with analysis' | 'no';

type Uses = Readonly<Record<Exclude<ClaimName, 'synthetic'>, ClaimUse>>;

const uses = (
  safeHarbor: ClaimUse,
  limited: ClaimUse,
  expert: ClaimUse,
  pseudonymised: ClaimUse,
  anonymised: ClaimUse,
  pci: ClaimUse,
): Uses => ({
  'hipaa-safe-harbor': safeHarbor,
  'hipaa-limited-data-set': limited,
  'hipaa-expert-determination': expert,
  'gdpr-pseudonymised': pseudonymised,
  'gdpr-anonymised': anonymised,
  'pci-no-live-pan': pci,
});

/** Which claims strategies serve, by family. `by rule`: only as the claim's own rule says, e.g. the year of a date. */
export const CLAIMS_OF_FAMILY: Readonly<Record<MaskFamily, Uses>> = {
  kept: uses('no', 'no', 'no', 'no', 'no', 'no'),
  removed: uses('yes', 'yes', 'yes', 'yes', 'yes', 'yes'),
  random: uses('yes', 'yes', 'yes', 'yes', 'by rule', 'yes'),
  generalised: uses('by rule', 'no', 'yes', 'no', 'by rule', 'no'),
  keyed: uses('no', 'yes', 'yes', 'yes', 'by rule', 'by rule'),
  unkeyed: uses('no', 'no', 'no', 'no', 'no', 'no'),
  partial: uses('no', 'no', 'with analysis', 'no', 'no', 'by rule'),
  rearranged: uses('no', 'no', 'with analysis', 'no', 'no', 'no'),
  perturbed: uses('no', 'no', 'yes', 'no', 'by rule', 'no'),
  composed: uses('by rule', 'by rule', 'by rule', 'by rule', 'by rule', 'by rule'),
};
