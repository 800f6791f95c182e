const DESKTOPS = [
  'Windows NT 10.0; Win64; x64',
  'Macintosh; Intel Mac OS X 10_15_7',
  'X11; Linux x86_64',
];
const PHONES = ['Linux; Android 10; K'];
const IPHONE_SYSTEMS = ['17_6', '17_7', '18_0', '18_1', '18_2', '18_3', '18_4', '18_5'];

const CHROMIUM_ENGINE = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const WEBKIT_ENGINE = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';

let known: readonly string[] | undefined;

/** Headers of recent browsers, each browser as often as it has versions and systems. Without repeats. */
export function userAgents(): readonly string[] {
  known ??= [
    ...versions(100, 141).flatMap(chromium),
    ...versions(102, 143).flatMap(firefox),
    ...safari(),
  ];
  return known;
}

function versions(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function chromium(version: number): string[] {
  const chrome = (system: string, ending: string): string =>
    `Mozilla/5.0 (${system}) ${CHROMIUM_ENGINE} Chrome/${version}.0.0.0 ${ending}`;
  return [
    ...DESKTOPS.map((system) => chrome(system, 'Safari/537.36')),
    ...DESKTOPS.slice(0, 2).map((system) => chrome(system, `Safari/537.36 Edg/${version}.0.0.0`)),
    ...PHONES.map((system) => chrome(system, 'Mobile Safari/537.36')),
  ];
}

function firefox(version: number): string[] {
  const systems = [...DESKTOPS.slice(0, 1), 'Macintosh; Intel Mac OS X 10.15', 'X11; Linux x86_64'];
  return systems.map(
    (system) => `Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`,
  );
}

function safari(): string[] {
  return IPHONE_SYSTEMS.flatMap((system) => {
    const version = system.replace('_', '.');
    return [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT_ENGINE} Version/${version} Safari/605.1.15`,
      `Mozilla/5.0 (iPhone; CPU iPhone OS ${system} like Mac OS X) ${WEBKIT_ENGINE} Version/${version} Mobile/15E148 Safari/604.1`,
    ];
  });
}
