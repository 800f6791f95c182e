import { Byte, isBlank, isClose, scanByte, scanString, type ValueScan } from './json-scan.ts';

/** Looks for an array in a document, chunk by chunk, without keeping what comes before it. */
export interface JsonSeek {
  /** @returns where the array begins, behind its bracket; undefined where it is not in the chunk. @throws as `fail` says */
  add(chunk: Buffer): number | undefined;
  /** Objects that are open around the array. */
  readonly depth: number;
}

/**
 * @param path names of the objects around the array, the outermost first
 * @param fail makes the error of a document that has no array there
 */
export function createJsonSeek(path: readonly string[], fail: () => Error): JsonSeek {
  const scan: ValueScan = { depth: 0, inString: false, isEscaped: false };
  let entered = 0;
  let isWanted = true;
  let expectsKey = false;
  let key: number[] = [];

  const open = (byte: number): boolean => {
    if (!isWanted || scan.depth !== entered) return false;
    const isTarget = entered === path.length;
    if (byte !== (isTarget ? Byte.openArray : Byte.openObject)) throw fail();
    if (isTarget) return true;
    entered += 1;
    isWanted = false;
    expectsKey = true;
    return false;
  };
  const endKey = () => {
    isWanted = keyText(key) === path[entered - 1];
    expectsKey = false;
    key = [];
  };
  const inText = (byte: number) => {
    const isKey = expectsKey && scan.depth === entered;
    scanString(scan, byte);
    if (!isKey) return;
    if (scan.inString) key.push(byte);
    else endKey();
  };
  const outside = (byte: number): boolean => {
    const isHere = scan.depth === entered;
    const isOpening = byte === Byte.openArray || byte === Byte.openObject;
    if (isHere && !isOpening) checkHere(byte, isWanted);
    if (isOpening && open(byte)) return true;
    if (byte === Byte.comma && isHere) expectsKey = true;
    scanByte(scan, byte);
    return false;
  };
  /** Anything but an object or array can hold no rows; a colon stands between a name and its value. */
  const checkHere = (byte: number, awaitsValue: boolean) => {
    if (isClose(byte) || (awaitsValue && byte !== COLON)) throw fail();
  };

  return {
    get depth() {
      return entered;
    },
    add(chunk) {
      for (const [at, byte] of chunk.entries()) {
        if (scan.inString) inText(byte);
        else if (!isBlank(byte) && outside(byte)) return at + 1;
      }
      return undefined;
    },
  };
}

const COLON = 0x3a;

/** A name with escapes in it is none of a path. */
function keyText(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('utf8');
}
