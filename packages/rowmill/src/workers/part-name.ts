/** `part-00007.parquet` */
export function partName(part: number, extension = 'parquet'): string {
  return `part-${String(part).padStart(5, '0')}.${extension}`;
}
