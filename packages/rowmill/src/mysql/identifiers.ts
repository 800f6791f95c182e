/** A name as it stands in SQL of MySQL, whatever characters it has. */
export function quoteMysqlName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
