import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointText, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import {
  isSignedBy,
  parseVerifier,
  type Signer,
  signedNote,
  splitNote,
  verifierLine,
  verifierOf,
} from './signed-note.ts';

function newSigner(name: string): Signer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { key: privateKey, verifier: verifierOf(name, createPublicKey(privateKey)) };
}

/** Example of the documentation of Go's package golang.org/x/mod/sumdb/note. */
const KNOWN = {
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
};

test('a note of somebody else is read and verified', () => {
  const verifier = parseVerifier(KNOWN.key);
  expect(verifier && isSignedBy(KNOWN.text, [KNOWN.signature], verifier)).toBe(true);
  expect(verifier && isSignedBy(`${KNOWN.text} `, [KNOWN.signature], verifier)).toBe(false);
  expect(verifier && verifierLine(verifier)).toBe(KNOWN.key);
});

test('a signed text holds with its own key alone', () => {
  const [signer, other] = [newSigner('one'), newSigner('one')];
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (words) => {
      const text = `${words.replaceAll('\n', ' ')}\n`;
      const parts = splitNote(signedNote(text, signer));
      expect(parts?.text).toBe(text);
      expect(isSignedBy(text, parts?.signatures ?? [], signer.verifier)).toBe(true);
      expect(isSignedBy(text, parts?.signatures ?? [], other.verifier)).toBe(false);
    }),
    { numRuns: 30 },
  );
});

test('a public key whose number is not its own is none', () => {
  expect(parseVerifier(KNOWN.key.replace('c74f20a3', 'c74f20a4'))).toBeUndefined();
  expect(parseVerifier('nothing')).toBeUndefined();
});

test('a checkpoint says of which log it is, how long that is, and its root', () => {
  const signer = newSigner('log.example/1');
  const root = Buffer.alloc(32, 7);
  const signed = signCheckpoint({ size: 12, root }, signer);
  expect(signed.text).toBe(`log.example/1\n12\n${root.toString('base64')}\n`);
  expect(parseCheckpoint(signed.note)).toEqual(signed);
  for (const size of ['-1', '01', 'x', ''])
    expect(parseCheckpoint(signed.note.replace('\n12\n', `\n${size}\n`))).toBeUndefined();
  expect(checkpointText({ origin: 'o', size: 0, root })).toContain('o\n0\n');
});
