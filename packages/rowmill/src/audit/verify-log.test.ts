import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, NO_RECORD, recordHash } from './audit-record.ts';
import { signCheckpoint } from './checkpoint.ts';
import type { FoundCheckpoint } from './checkpoint-files.ts';
import { splitLog } from './log-lines.ts';
import { leafHash, rootOf, treeOf } from './merkle.ts';
import { type Signer, verifierOf } from './signed-note.ts';
import { type LogFault, verifyLog } from './verify-log.ts';

function newSigner(name = 'log.example/1'): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { key: privateKey, verifier: verifierOf(name, publicKey) };
}

const SIGNER = newSigner();

interface Fields {
  readonly resource?: string;
  readonly ts?: string;
  readonly seq?: number;
}

/** Lines that follow from one another. */
function chain(fields: readonly Fields[]): string[] {
  let prev = NO_RECORD;
  return fields.map(({ resource = 'r', ts = '2026-01-02T03:04:05.000Z', seq }, index) => {
    const record = { action: 'source.read', decision: 'allowed', result: 'noted', params: {} };
    const line = canonicalJson({ ...record, resource, ts, prev, actor: 'ada', seq: seq ?? index });
    prev = recordHash(line);
    return line;
  });
}

const LINES = chain(Array.from({ length: 8 }, (_, index) => ({ resource: `thing ${index}` })));
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`);

function checkpointOf(lines: readonly string[], signer = SIGNER, path = 'kept'): FoundCheckpoint {
  const root = rootOf(treeOf(lines.map((line) => leafHash(Buffer.from(line)))));
  return { path, checkpoint: signCheckpoint({ size: lines.length, root }, signer) };
}

const check = (bytes: Buffer, checkpoints: readonly FoundCheckpoint[] = [checkpointOf(LINES)]) =>
  verifyLog(splitLog(bytes), checkpoints, SIGNER.verifier);

const faults = (...args: Parameters<typeof check>): readonly LogFault[] => [
  ...new Set(check(...args).findings.map(({ fault }) => fault)),
];

describe('a log', () => {
  test('that is as it was written has no fault', () => {
    expect(check(bytesOf(LINES))).toMatchObject({ records: 8, checkpoints: 1, findings: [] });
  });

  test('that has grown since its checkpoint has none either, and tells how much nobody has signed', () => {
    const grown = chain(Array.from({ length: 10 }, (_, index) => ({ resource: `thing ${index}` })));
    expect(check(bytesOf(grown))).toMatchObject({ records: 10, uncovered: 2, findings: [] });
  });

  test('of which any byte was flipped is found out', () => {
    const bytes = bytesOf(LINES);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        expect(faults(flipped)).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('of which a line cannot be read any more tells which', () => {
    const bytes = bytesOf(LINES);
    bytes[3] = 0;
    expect(check(bytes).findings[0]).toMatchObject({ fault: 'damaged-record' });
    expect(check(bytes).findings[0]?.message).toContain('line 1');
  });

  test('of which a value was changed breaks behind that record', () => {
    const lines = LINES.map((line) => line.replace('thing 3', 'thing X'));
    expect(check(bytesOf(lines)).findings).toContainEqual(
      expect.objectContaining({ fault: 'broken-chain', seq: 4 }),
    );
  });

  test('without its middle tells what is missing', () => {
    const { findings } = check(bytesOf([...LINES.slice(0, 2), ...LINES.slice(5)]));
    expect(findings[0]).toMatchObject({ fault: 'missing-records', seq: 5 });
    expect(findings[0]?.message).toContain('records 2 to 4 are missing');
  });

  test('without its end is whole to itself, and only a checkpoint tells', () => {
    expect(faults(bytesOf(LINES.slice(0, 5)), [])).toEqual([]);
    expect(faults(bytesOf(LINES.slice(0, 5)))).toEqual(['missing-end']);
    expect(faults(Buffer.alloc(0))).toEqual(['missing-end']);
  });

  test('in another order tells so', () => {
    const [one, two, three, ...rest] = LINES as [string, string, string, ...string[]];
    expect(faults(bytesOf([one, three, two, ...rest]))).toContain('out-of-order');
  });

  test('with a record that was put in breaks there', () => {
    const stranger = canonicalJson({ ...JSON.parse(LINES[3] ?? ''), resource: 'stranger' });
    const found = faults(bytesOf([...LINES.slice(0, 4), stranger, ...LINES.slice(4)]));
    expect(found).toContain('duplicate-number');
    expect(found).toContain('broken-chain');
  });

  test('with one number twice tells so, even where the chain holds', () => {
    const twice = chain([{}, {}, { seq: 1 }, { seq: 2 }]);
    expect(faults(bytesOf(twice), [])).toEqual(['duplicate-number']);
  });

  test('that was written again as a whole is not the one that was signed', () => {
    const forged = chain(Array.from({ length: 8 }, () => ({ resource: 'nothing' })));
    expect(faults(bytesOf(forged), [])).toEqual([]);
    expect(faults(bytesOf(forged))).toEqual(['other-records']);
    expect(faults(bytesOf(forged), [checkpointOf(forged, newSigner())])).toEqual(['bad-signature']);
  });

  test('of which two checkpoints of one size differ was shown in two forms', () => {
    const other = chain(Array.from({ length: 8 }, () => ({ resource: 'other' })));
    const both = [checkpointOf(LINES), checkpointOf(other, SIGNER, 'elsewhere')];
    expect(faults(bytesOf(LINES), both)).toEqual(['two-roots', 'other-records']);
  });

  test('whose clock was set back tells at which record', () => {
    const lines = chain([{}, { ts: '2026-01-02T03:04:04.999Z' }, {}]);
    expect(check(bytesOf(lines), []).findings).toMatchObject([{ fault: 'clock-set-back', seq: 1 }]);
  });

  test('before whose record something stands that it does not seal off tells so', () => {
    const [first = '', second = '', ...rest] = LINES;
    const bytes = bytesOf([first, `torn\u001e${second}`, ...rest]);
    expect(faults(bytes)).toEqual(['unsealed-bytes']);
  });
});

test('a file that is no checkpoint is none', () => {
  expect(faults(bytesOf(LINES), [{ path: 'x', checkpoint: undefined }])).toEqual(['no-checkpoint']);
});
