// Written by scripts/write-catalogs.mjs from the files beside it: run `npm run catalogs`.
import type { StrategyDefinition } from './define.ts';
import { constant } from './strategies/constant.ts';
import { fakeEmail } from './strategies/fake-email.ts';
import { fakePerson } from './strategies/fake-person.ts';
import { fakePhone } from './strategies/fake-phone.ts';
import { hashHmac } from './strategies/hash-hmac.ts';
import { keep } from './strategies/keep.ts';
import { maskPartial } from './strategies/mask-partial.ts';
import { nullStrategy } from './strategies/null.ts';
import { redact } from './strategies/redact.ts';

/** Every definition of mask/strategies, by its own name. */
export const STRATEGIES: Readonly<Record<string, StrategyDefinition>> = {
  [constant.name]: constant,
  [fakeEmail.name]: fakeEmail,
  [fakePerson.name]: fakePerson,
  [fakePhone.name]: fakePhone,
  [hashHmac.name]: hashHmac,
  [keep.name]: keep,
  [maskPartial.name]: maskPartial,
  [nullStrategy.name]: nullStrategy,
  [redact.name]: redact,
};
