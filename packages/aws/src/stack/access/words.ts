import { namesOf } from '../names.ts';
import type { Places } from './places.ts';

/** Places in words, for pages: what ARNs of a deployment are made of stays out of sight. */
export function placesInWords(deployment: string): Places {
  const names = namesOf(deployment);
  return {
    bucket: 'bucket',
    accessLogs: 'access logs',
    key: 'key',
    leases: 'leases',
    deadLetters: 'dead letters',
    alarms: 'alarm topic',
    stateMachine: 'state machine',
    executions: 'execution',
    mapRuns: 'map run',
    testProject: 'test project',
    secrets: `secret ${names.secrets}`,
    stack: `stack ${names.stack}/*`,
    logGroups: Object.values(names.logs).map((prefix) => `log group ${prefix}/*`),
    dashboard: 'dashboard',
    networkInterfaces: 'network interface *',
    bootstrapRole: (purpose) => `role of "cdk bootstrap" for ${purpose}`,
    functionOf: (entry) => `function ${entry}`,
    bucketOf: (name) => `bucket ${name}`,
    subnetOf: (id) => `subnet ${id}`,
    service: (name) => name,
  };
}
