/** Three significant digits with a unit: 5.31 M, 142 k, 980. */
export function short(value) {
  const scales = [
    [1e9, ' G'],
    [1e6, ' M'],
    [1e3, ' k'],
  ];
  const [size, unit] = scales.find(([scale]) => value >= scale) ?? [1, ''];
  const scaled = value / size;
  return `${scaled.toFixed(scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2)}${unit}`;
}

/** A Markdown table whose columns line up in a terminal too; all but the first are numbers. */
export function table(header, rows) {
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? `:${'-'.repeat(width + 1)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}

/** The results of one sink, fastest first. */
export function resultTable(results, bytesPerRow, baseline) {
  const sorted = results.toSorted((a, b) => a.nanosecondsPerUnit - b.nanosecondsPerUnit);
  return table(
    ['peer', 'rows/s', 'ns/row', 'bytes/row', 'rows per run', `time × ${baseline}`],
    sorted.map((result) => [
      result.name,
      short(result.unitsPerSecond),
      result.nanosecondsPerUnit.toFixed(result.nanosecondsPerUnit >= 100 ? 0 : 1),
      bytesPerRow.get(result.name).toFixed(0),
      short(result.units),
      result.ratio.toFixed(2),
    ]),
  );
}
