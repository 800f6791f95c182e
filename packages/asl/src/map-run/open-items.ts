import { StateFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import type { ObjectStore } from '../ports.ts';
import type { ItemReaderRequest } from '../reducer/map-run-request.ts';
import { decodeText } from './decode-text.ts';
import { type ItemParser, ItemSyntaxError } from './item-parser.ts';
import { jsonLinesParser } from './json-lines-parser.ts';
import { jsonParser } from './json-parser.ts';
import { type ItemSource, messageOf, readFailure } from './read-failure.ts';

/**
 * The items of a distributed map that has an `ItemReader`, in their order, read while they are asked for.
 *
 * Source: AWS Step Functions developer guide, "ItemReader (Map)".
 *
 * @throws {@link StateFailure} `States.ItemReaderFailed`; the cause names object, line and reason
 */
export async function* openItems(
  request: ItemReaderRequest,
  objects: ObjectStore,
): AsyncGenerator<Json, void, undefined> {
  const { maxItems = Number.POSITIVE_INFINITY } = request;
  let count = 0;
  for await (const item of readObject(request, objects)) {
    yield item;
    count++;
    if (count >= maxItems) {
      return;
    }
  }
}

async function* readObject(
  { arguments: { Bucket, Key }, config }: ItemReaderRequest,
  objects: ObjectStore,
): AsyncGenerator<Json, void, undefined> {
  const source = { bucket: String(Bucket), key: String(Key) };
  const parser = config.InputType === 'JSONL' ? jsonLinesParser() : jsonParser();
  yield* parseObject(source, { parser, objects });
}

async function* parseObject(
  source: ItemSource,
  { parser, objects }: { readonly parser: ItemParser; readonly objects: ObjectStore },
): AsyncGenerator<Json, void, undefined> {
  try {
    for await (const text of decodeText(objects.read(source.bucket, source.key), source)) {
      yield* parser.push(text);
    }
    yield* parser.end();
  } catch (error) {
    if (error instanceof StateFailure) {
      throw error;
    }
    const line = error instanceof ItemSyntaxError ? { line: error.line } : {};
    throw readFailure(source, messageOf(error), { ...line, cause: error });
  }
}
