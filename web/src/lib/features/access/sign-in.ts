/** How one signs in here. */
export interface SignInMethods {
  /** False until there is an admin: only a set-up link leads in then. */
  readonly isSetUp: boolean;
  /** What to call the identity provider; undefined where there is none. */
  readonly identityProvider: string | undefined;
}

/** Whom a set-up link is for; `name` is undefined for the first admin, who chooses one. */
export interface Invitation {
  readonly name: string | undefined;
}

/**
 * Why one is not let in. `REFUSED`: wrong name or password, or a link that works no longer. `TOO_MANY`: wrong ones too
 * often, for a minute. `BUSY`: too many passwords wait to be checked. `INVALID`: what was chosen breaks a rule.
 */
export interface Refusal {
  readonly kind: 'REFUSED' | 'TOO_MANY' | 'BUSY' | 'INVALID' | 'NAME_TAKEN' | 'UNREACHABLE';
  /** The server's own words; empty where nothing answered. */
  readonly message: string;
}

const TIMEOUT_MS = 15_000;

/** @returns undefined where the server does not answer */
export async function readMethods(): Promise<SignInMethods | undefined> {
  try {
    const response = await fetch('/sign-in/methods', { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return undefined;
    const body: unknown = await response.json();
    const provider = fieldOf(body, 'identityProvider');
    const label = fieldOf(provider, 'label');
    return {
      isSetUp: fieldOf(body, 'isSetUp') === true,
      identityProvider: typeof label === 'string' ? label : undefined,
    };
  } catch {
    return undefined;
  }
}

/** Signs this browser in. @returns undefined where that worked */
export async function signIn(name: string, password: string): Promise<Refusal | undefined> {
  const answer = await post('/sign-in', { name, password });
  return answer instanceof Response ? undefined : answer;
}

/** Whom this set-up code is for; it stays good. */
export async function findInvitation(code: string): Promise<Invitation | Refusal> {
  const answer = await post('/set-up/invitation', { code });
  if (!(answer instanceof Response)) return answer;
  const name = fieldOf(await answer.json().catch(() => undefined), 'name');
  return { name: typeof name === 'string' ? name : undefined };
}

/** Uses a set-up code up, and signs this browser in. @returns undefined where that worked */
export async function setUp(code: string, name: string | undefined, password: string): Promise<Refusal | undefined> {
  const answer = await post('/set-up', { code, ...(name === undefined ? {} : { name }), password });
  return answer instanceof Response ? undefined : answer;
}

/** Ends this browser's sign-in; answers whether the server did so. */
export async function signOut(): Promise<boolean> {
  return (await post('/sign-out', {})) instanceof Response;
}

export function isRefusal(answer: Invitation | Refusal): answer is Refusal {
  return 'kind' in answer;
}

async function post(path: string, body: object): Promise<Response | Refusal> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return response;
    const message = fieldOf(await response.json().catch(() => undefined), 'message');
    return { kind: kindOf(response.status), message: typeof message === 'string' ? message : '' };
  } catch {
    return { kind: 'UNREACHABLE', message: '' };
  }
}

function kindOf(status: number): Refusal['kind'] {
  switch (status) {
    case 400:
    case 413:
      return 'INVALID';
    case 409:
      return 'NAME_TAKEN';
    case 429:
      return 'TOO_MANY';
    case 503:
      return 'BUSY';
    default:
      return status >= 500 ? 'UNREACHABLE' : 'REFUSED';
  }
}

function fieldOf(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  return Object.entries(body).find(([key]) => key === name)?.[1];
}
