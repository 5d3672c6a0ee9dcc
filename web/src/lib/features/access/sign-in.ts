/** What a browser signs in with: the code of a printed link, or the admin token. */
export type Credentials = { readonly code: string } | { readonly token: string };

export type SignInResult =
  | { readonly kind: 'SIGNED_IN' }
  | { readonly kind: 'REFUSED'; readonly message: string }
  | { readonly kind: 'UNREACHABLE' };

const TIMEOUT_MS = 10_000;

/** The code in an address's fragment, `#code=…`, which no server or log ever sees. */
export function codeOf(fragment: string): string | undefined {
  const code = new URLSearchParams(fragment.replace(/^#/, '')).get('code');
  return code === null || code === '' ? undefined : code;
}

/** Where to go after signing in: a page of ours, never another site. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/sessions';
}

/** Whether a browser keeps our cookie here: over plain http only on the machine itself. */
export function keepsCookies({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): boolean {
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

export async function signIn(credentials: Credentials): Promise<SignInResult> {
  try {
    const response = await fetch('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return { kind: 'SIGNED_IN' };
    if (response.status >= 500) return { kind: 'UNREACHABLE' };
    return { kind: 'REFUSED', message: messageOf(await response.json().catch(() => undefined)) };
  } catch {
    return { kind: 'UNREACHABLE' };
  }
}

/** Ends this browser's sign-in; answers whether the server did so. */
export async function signOut(): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/sign-out', { method: 'POST', headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok;
  } catch {
    return false;
  }
}

function messageOf(body: unknown): string {
  const isNamed = typeof body === 'object' && body !== null && 'message' in body;
  return isNamed && typeof body.message === 'string' ? body.message : 'The server refused it.';
}
