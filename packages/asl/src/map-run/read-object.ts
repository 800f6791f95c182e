import { StateFailure } from '../errors.ts';
import type { ObjectStore } from '../ports.ts';
import type { ItemReaderRequest } from '../reducer/map-run-request.ts';
import { csvParser } from './csv-parser.ts';
import { decodeText } from './decode-text.ts';
import { decompress } from './decompress.ts';
import type { Item } from './item.ts';
import { type ItemParser, ItemSyntaxError } from './item-parser.ts';
import { jsonLinesParser } from './json-lines-parser.ts';
import { jsonParser } from './json-parser.ts';
import { type ItemSource, messageOf, readFailure, uriOf } from './read-failure.ts';

/** The items in one object. */
export async function* readObject(
  source: ItemSource,
  {
    config,
    objects,
  }: { readonly config: ItemReaderRequest['config']; readonly objects: ObjectStore },
): AsyncGenerator<Item, void, undefined> {
  const uri = uriOf(source);
  try {
    const parser = parserOf(config);
    const bytes = decompress(objects.read(source.bucket, source.key), source);
    for await (const text of decodeText(bytes, source)) {
      for (const item of parser.push(text)) {
        yield { ...item, source: uri };
      }
    }
    for (const item of parser.end()) {
      yield { ...item, source: uri };
    }
  } catch (error) {
    throw failureOf(error, source);
  }
}

function failureOf(error: unknown, source: ItemSource): StateFailure {
  if (error instanceof StateFailure) {
    return error;
  }
  const line = error instanceof ItemSyntaxError ? { line: error.line } : {};
  return readFailure(source, messageOf(error), { ...line, cause: error });
}

function parserOf(config: ItemReaderRequest['config']): ItemParser {
  switch (config.InputType) {
    case 'CSV':
      return csvParser(config);
    case 'JSONL':
      return jsonLinesParser();
    default:
      return jsonParser();
  }
}
