import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of XML: its name, attributes, children and text. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

interface Rule {
  readonly needs: readonly string[];
  readonly may: readonly string[];
  readonly children: readonly string[];
}

/** Elements and attributes of `junit-10.xsd` of Jenkins' xUnit plug-in that take what Maven Surefire writes. */
const RULES: Readonly<Record<string, Rule>> = {
  testsuites: {
    needs: [],
    may: ['name', 'time', 'tests', 'failures', 'errors'],
    children: ['testsuite'],
  },
  testsuite: {
    needs: ['name', 'tests', 'failures', 'errors'],
    may: ['time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file'],
    children: ['properties', 'testcase', 'system-out', 'system-err'],
  },
  properties: { needs: [], may: [], children: ['property'] },
  property: { needs: ['name', 'value'], may: [], children: [] },
  testcase: {
    needs: ['name'],
    may: ['time', 'classname', 'group'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: { needs: [], may: ['type', 'message'], children: [] },
  error: { needs: [], may: ['type', 'message'], children: [] },
  skipped: { needs: [], may: ['type', 'message'], children: [] },
  'system-out': { needs: [], may: [], children: [] },
};

/** Reads XML by a real parser. @throws Error where it is not well-formed */
export function readXml(xml: string): Element {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(JSON.stringify(valid));
  const parsed: unknown = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    htmlEntities: true,
    // A report of thousands of checks has more references than the parser takes unasked.
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000 },
  }).parse(xml);
  const [root] = elementsOf(parsed);
  if (root === undefined) throw new Error('there is no element');
  return root;
}

function elementsOf(nodes: unknown): Element[] {
  return (nodes as Record<string, unknown>[]).flatMap((node) => {
    const [name = '#text'] = Object.keys(node).filter((key) => key !== ':@');
    if (name === '#text') return [];
    const inside = node[name] as Record<string, unknown>[];
    return [
      {
        name,
        attributes: (node[':@'] ?? {}) as Record<string, string>,
        children: elementsOf(inside),
        text: inside.map((child) => child['#text'] ?? '').join(''),
      },
    ];
  });
}

/** What of a report is not as the schema has it; the counts of its suites are held against their cases as well. */
export function junitProblems(root: Element): string[] {
  const { name, attributes, children } = root;
  const rule = RULES[name];
  if (rule === undefined) return [`<${name}> is not known`];
  return [
    ...rule.needs.filter((need) => !(need in attributes)).map((need) => `<${name}> has no ${need}`),
    ...Object.keys(attributes)
      .filter((key) => ![...rule.needs, ...rule.may].includes(key))
      .map((key) => `<${name}> has ${key}`),
    ...children
      .filter((child) => !rule.children.includes(child.name))
      .map((child) => `<${name}> has <${child.name}>`),
    ...(name === 'testsuite' ? countProblems(root) : []),
    ...children.flatMap(junitProblems),
  ];
}

function countProblems({ attributes, children }: Element): string[] {
  const cases = children.filter(({ name }) => name === 'testcase');
  const having = (kind: string) =>
    cases.filter((one) => one.children.some(({ name }) => name === kind)).length;
  const counted = {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
  const names = new Set(cases.map((one) => one.attributes.name));
  return [
    ...Object.entries(counted)
      .filter(([key, count]) => attributes[key] !== String(count))
      .map(([key, count]) => `${attributes.name}: ${key} is ${attributes[key]}, not ${count}`),
    ...(names.size === cases.length ? [] : [`${attributes.name}: two cases have one name`]),
  ];
}
