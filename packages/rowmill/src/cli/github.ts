/** Lines that GitHub Actions turns into annotations: `::error file=…,line=…::message`. */
export function errorAnnotation(
  message: string,
  { file, line, column }: { file?: string; line?: number; column?: number } = {},
): string {
  const places = { file, line, col: column, title: 'rowmill' };
  const properties = Object.entries(places)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::error ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
