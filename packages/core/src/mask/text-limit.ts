/**
 * Most characters that a column of a database type can hold: `character varying(20)` gives 20. Undefined for
 * types without a limit and for those that are not text.
 */
export function textLimit(sourceType: string | undefined): number | undefined {
  const digits = /^(?:character varying|varchar|character|char|bpchar)\s*\((\d+)\)$/i.exec(
    sourceType?.trim() ?? '',
  )?.[1];
  if (digits !== undefined) return Number(digits);
  // PostgreSQL means character(1) by a bare `character`.
  return /^(?:character|char)$/i.test(sourceType?.trim() ?? '') ? 1 : undefined;
}
