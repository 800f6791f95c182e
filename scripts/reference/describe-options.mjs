/** Options of definitions in words, from the JSON Schema that editors get. */

/** Rows of a table of options; empty for a definition that has none. */
export function optionRows({ properties = {}, required = [] }, names) {
  return names.map((name) => {
    const { description = '', default: preset, ...schema } = properties[name] ?? {};
    return [
      code(name),
      typeText(schema),
      defaultText(preset, required.includes(name)),
      description,
    ];
  });
}

function defaultText(preset, isRequired) {
  if (isRequired) return 'needed';
  return preset === undefined || preset === '' ? '' : code(JSON.stringify(preset));
}

/** What a JSON Schema lets through, in words. */
export function typeText(schema) {
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.enum !== undefined) return enumText(schema.enum);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return [...new Set(branches.map(typeText))].join(' or ');
  switch (schema.type) {
    case 'integer':
      return rangeText('whole number', schema);
    case 'number':
      return rangeText('number', schema);
    case 'boolean':
      return '`true` or `false`';
    case 'string':
      return 'text';
    case 'array':
      return listText(schema.items);
    case 'object':
      return 'map';
    default:
      return 'any JSON value';
  }
}

const MOST_CHOICES = 8;

function enumText(values) {
  const shown = values.slice(0, MOST_CHOICES).map((value) => code(String(value)));
  const rest = values.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

function listText(items) {
  const isPlain = items === undefined || Object.keys(items).length === 0;
  if (isPlain) return 'list';
  return items.type === 'object' ? 'list of maps' : `list of ${typeText(items)}`;
}

/** Bounds that every number has say nothing. */
function rangeText(noun, { minimum, exclusiveMinimum, maximum }) {
  const isBound = (value) => value !== undefined && Math.abs(value) !== Number.MAX_SAFE_INTEGER;
  const least = isBound(minimum) ? `${minimum}` : undefined;
  const above = isBound(exclusiveMinimum) ? `above ${exclusiveMinimum}` : undefined;
  const most = isBound(maximum) ? `${maximum}` : undefined;
  if (least !== undefined && most !== undefined) return `${noun}, ${least} to ${most}`;
  const from = least === undefined ? above : `${least} or more`;
  const to = most === undefined ? undefined : `at most ${most}`;
  return [noun, from, to].filter((part) => part !== undefined).join(', ');
}

/** Inline code that may hold any text. */
export function code(text) {
  const line = text.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

/** A table of Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
