/** How GitHub marks a line: errors come before warnings, and those before notices. */
export type AnnotationLevel = 'error' | 'warning' | 'notice';

export interface AnnotationPlace {
  /** Relative to the repository. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

export interface Annotation extends AnnotationPlace {
  readonly level: AnnotationLevel;
  readonly title: string;
  readonly message: string;
}

/**
 * A line that GitHub Actions turns into an annotation: `::error file=…,line=…,title=…::message`.
 *
 * Source: GitHub Docs, "Workflow commands for GitHub Actions"; escapes as actions/toolkit writes them.
 */
export function annotationLine({ level, file, line, column, title, message }: Annotation): string {
  const places = { file, line, col: column, title };
  const properties = Object.entries(places)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
