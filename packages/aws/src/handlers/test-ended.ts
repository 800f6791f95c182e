import { EVENT_LAMBDAS } from '../deployment.ts';
import { endTests } from '../lambda/end-tests.ts';
import { eventHandler } from '../lambda/event-handler.ts';

export const handler = eventHandler(EVENT_LAMBDAS.testEnded, async (event, { store }) =>
  endTests(event, await store()),
);
