import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadDocument, openFileJournal, startExecution } from '@rowmill/asl';

export const AT_A_TIME = 100;
const FUNCTION = 'arn:aws:lambda:local:000000000000:function:shard';

const machine = loadDocument({
  QueryLanguage: 'JSONata',
  StartAt: 'Shards',
  States: {
    Shards: {
      Type: 'Map',
      MaxConcurrency: AT_A_TIME,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Arguments: { Bucket: 'store', Key: 'manifest.jsonl' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Shard',
        States: {
          Shard: { Type: 'Task', Resource: FUNCTION, TimeoutSeconds: 900, End: true },
        },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Arguments: { Bucket: 'store', Prefix: 'results' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' },
      },
      End: true,
    },
  },
});

/** A manifest of so many shards, and a count of the lines of results. */
function shardStore(count) {
  const results = { lines: 0 };
  async function* manifest() {
    for (let first = 0; first < count; first += 100) {
      const shards = Array.from({ length: Math.min(100, count - first) }, (_, at) =>
        JSON.stringify({ table: 'orders', shard: first + at, firstRow: 100_000 * (first + at) }),
      );
      yield Buffer.from(`${shards.join('\n')}\n`);
    }
  }
  const objects = {
    read: manifest,
    async *list() {},
    async write(_bucket, key, body) {
      for await (const text of body) {
        if (key.includes('SUCCEEDED')) results.lines += text.split('\n').length - 1;
      }
    },
  };
  return { objects, results };
}

/**
 * @param onShard called with the number of each shard while it is made.
 * @returns seconds, and the bytes that the journal has in the end.
 * @throws when a shard is missing.
 */
export async function runShardMap(count, folder, onShard = () => {}) {
  const directory = mkdtempSync(join(folder, 'workflow-'));
  const { objects, results } = shardStore(count);
  const tasks = {
    async shard({ shard }) {
      onShard(shard);
      return { key: `orders/${shard}.parquet`, rows: 100_000 };
    },
  };
  try {
    const journal = await openFileJournal({ directory, holder: 'bench', isAlive: () => false });
    const start = performance.now();
    const options = { machine, tasks, journal, objects, name: 'bench', seed: 'bench' };
    const { status, cause } = await (await startExecution({}, options)).result;
    const seconds = (performance.now() - start) / 1000;
    await journal.close();
    if (status !== 'SUCCEEDED' || results.lines !== count) {
      throw new Error(`${status}: ${cause}; ${results.lines} of ${count} shards`);
    }
    return { seconds, bytes: bytesIn(directory) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const bytesIn = (directory) =>
  readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
