/** The code in an address's fragment, `#code=…`, which no server or log ever sees. */
export function codeOf(fragment: string): string | undefined {
  const code = new URLSearchParams(fragment.replace(/^#/, '')).get('code');
  return code === null || code === '' ? undefined : code;
}

/**
 * Where to go after signing in: a page of this server, never another site. Browsers read `//host`, `/\host` and
 * `/<tab>/host` as one. The server's rule for whoever comes back from an identity provider is the same.
 */
export function safeNext(next: string | null): string {
  const base = 'http://rollcall.invalid';
  if (next === null || !isOwnPath(next) || !URL.canParse(next, base)) return '/sessions';
  const { origin, pathname, search, hash } = new URL(next, base);
  // Written anew, `/.//host` becomes `//host`.
  const path = pathname + search + hash;
  return origin === base && isOwnPath(path) && !/^\/(sign-in|set-up)\b/.test(path) ? path : '/sessions';
}

function isOwnPath(path: string): boolean {
  return path.length <= 2_000 && /^\/(?!\/)[^\\\p{Cc}\p{Z}]*$/u.test(path);
}

/** Whether an address is a page of the dashboard; other ones of this server have to be loaded as a whole. */
export function isDashboardPage(address: string): boolean {
  return /^\/((sessions|inbox|hosts|remote|people|keys|account)([/?#]|$)|[?#]|$)/.test(address);
}

/** Whether a browser keeps our cookie here: over plain http only on the machine itself. */
export function keepsCookies({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): boolean {
  return protocol === 'https:' || isThisMachine(hostname);
}

/** Whether a host is the machine itself, for whichever machine opens it. */
export function isThisMachine(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** A tunnel to a server that is reached over plain http, and the address at its near end. */
export function tunnelTo({ hostname, port }: Pick<URL, 'hostname' | 'port'>): {
  readonly command: string;
  readonly url: string;
} {
  const number = port === '' ? '80' : port;
  const nearNumber = Number(number) < 1024 ? '4000' : number;
  return {
    command: `ssh -L ${nearNumber}:127.0.0.1:${number} ${hostname.replace(/^\[|\]$/g, '')}`,
    url: `http://127.0.0.1:${nearNumber}`,
  };
}
