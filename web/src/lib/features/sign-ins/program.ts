/** From where a sign-in came, in words. */
export interface Place {
  /** `Chrome on Windows`. */
  readonly program: string;
  readonly address: string;
}

/** Some say the names of others, too: the first that is found is meant. */
const BROWSERS: readonly (readonly [word: string, name: string])[] = [
  ['Edg/', 'Edge'],
  ['EdgA/', 'Edge'],
  ['EdgiOS/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Vivaldi/', 'Vivaldi'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['FxiOS/', 'Firefox'],
  ['Firefox/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['HeadlessChrome/', 'headless Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];

const SYSTEMS: readonly (readonly [word: string, name: string])[] = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
];

/** Takes an origin apart, `192.0.2.7 Mozilla/5.0 …`: an address, then what the program calls itself. */
export function placeOf(origin: string | null): Place {
  const [address = '', ...words] = (origin ?? '').split(' ');
  return { program: programOf(words.join(' ')), address: address === '' ? 'unknown' : address };
}

function programOf(agent: string): string {
  const find = (names: typeof BROWSERS) => names.find(([word]) => agent.includes(word))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
  // Not a browser: most such programs begin with their own name, `curl/8.5.0`.
  const [name = ''] = agent.split(/[/\s]/);
  return name === '' ? 'unknown program' : name;
}
