import { type StrategyRecord, strategyRecords } from '@rowmill/core/engine';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { textTable } from '../text-table.ts';

const HEAD = ['strategy', 'family', 'joins', 'unique', 'back', 'key', 'reveals', 'summary'];

/** Lists all masking strategies with what may be relied on. */
export async function listMasks({ output }: Session): Promise<number> {
  const strategies = strategyRecords();
  const { dim } = output.colors;
  output.print(
    textTable(
      strategies.map((record) => rowOf(record)),
      { head: HEAD.map((word) => dim(word)) },
    ),
  );
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, strategies });
  return ExitCode.ok;
}

function rowOf({ name, summary, properties }: StrategyRecord): string[] {
  const { family, referential, injective, reversible, keyed, reveals } = properties;
  const mark = (holds: boolean): string => (holds ? 'yes' : 'no');
  return [
    name,
    family,
    mark(referential),
    mark(injective),
    reversible,
    mark(keyed),
    reveals,
    summary,
  ];
}
