/** What a server says of an error, as the driver hands it over. */
export interface ServerMessage {
  readonly message: string;
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly where?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

/**
 * Classes of SQLSTATE whose messages name connections, objects and the state of the server, and never a cell
 * (PostgreSQL manual, appendix A). Data exceptions (22), constraints (23), views with checks (44) and what functions raise
 * (P0, 38, 39) quote rows.
 */
const FREE_OF_CELLS = /^(08|0A|25|26|28|2B|3D|3F|40|42|53|54|55|57|58)[0-9A-Z]{3}$/;

/** Messages of the other classes that hold names of objects alone, word for word and to their end. */
const KNOWN = [
  /^could not create unique index "[^"]*"$/,
  /^duplicate key value violates (unique|exclusion) constraint "[^"]*"$/,
  /^null value in column "[^"]*"( of relation "[^"]*")? violates not-null constraint$/,
  /^new row for relation "[^"]*" violates check constraint "[^"]*"$/,
  /^(insert|update|insert or update|update or delete) on table "[^"]*" violates (foreign key|RI) constraint "[^"]*"( on table "[^"]*")?$/,
  /^value for domain \S+ violates check constraint "[^"]*"$/,
  /^conflicting key value violates exclusion constraint "[^"]*"$/,
  /^invalid input syntax for type [a-z ]+$/,
  /^invalid input value for enum [\w."]+$/,
  /^value too long for type [a-z ]+\(\d+\)$/,
  /^(numeric field overflow|date\/time field value out of range|[a-z]+ out of range)$/,
  /^(extra data after last expected column|missing data for column "[^"]*")$/,
];

/** By class of SQLSTATE, or by the whole of it. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  '22012': 'division by zero',
  '22': 'a value does not fit its column',
  '23': 'a row does not keep to a constraint',
  '44': 'a row is not part of the view',
  P0: 'a trigger or a function of the database refused a row',
};

/**
 * What happened, in the words of the server where they cannot hold a cell, else in ours, with table, column and
 * constraint.
 */
export function safeWords(told: ServerMessage): string {
  const { code } = told;
  // Without a code it comes from the driver, which has seen no row.
  const message = withoutValues(told.message);
  const isSafe =
    code === undefined ||
    FREE_OF_CELLS.test(code) ||
    !/^[0-9A-Z]{5}$/.test(code) ||
    KNOWN.some((known) => known.test(message));
  if (isSafe) return message;
  return `${OWN_WORDS[code] ?? OWN_WORDS[code.slice(0, 2)] ?? 'the server failed'} (SQLSTATE ${code}${objectsOf(told)})`;
}

function objectsOf({ table, column, constraint }: ServerMessage): string {
  return Object.entries({ table, column, constraint })
    .filter(([, name]) => name !== undefined)
    .map(([kind, name]) => `, ${kind} "${name}"`)
    .join('');
}

/** `invalid input syntax for type integer: "abc"` ends in a cell; the cell may be a person's. */
function withoutValues(message: string): string {
  return message.replace(/: ".*"$/s, '');
}
