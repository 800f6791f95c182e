/** What has to be said to read a file again as it was read. */
export interface ReadAs {
  readonly file: string;
  readonly schemaFile: string;
  readonly keywordsFile?: string;
  /** Where the name of the file does not tell. */
  readonly format?: string;
  /** By the name that the command line has for it. */
  readonly csvDelimiter?: string;
}

/** The command that checks one row of a file, up to the number of the row. */
export function reproduceCommand({
  file,
  schemaFile,
  keywordsFile,
  format,
  csvDelimiter,
}: ReadAs): string {
  return [
    'rowmill validate',
    quoted(file),
    '--schema',
    quoted(schemaFile),
    ...(keywordsFile === undefined ? [] : ['--keywords', quoted(keywordsFile)]),
    ...(format === undefined ? [] : ['--format', format]),
    ...(csvDelimiter === undefined ? [] : ['--csv-delimiter', quoted(csvDelimiter)]),
    '--at',
  ].join(' ');
}

/** As a POSIX shell takes it for one word. A name that starts with `-` would be taken for an option. */
function quoted(word: string): string {
  const safe = word.startsWith('-') ? `./${word}` : word;
  return /^[\w./:@%+=,-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}
