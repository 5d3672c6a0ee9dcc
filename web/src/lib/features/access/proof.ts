import { RequestFailure } from '$lib/api/failure.ts';
import type { Requests } from '$lib/api/requests.ts';
import { ViewerDocument } from '$lib/generated/graphql.ts';

/** The server let somebody in; whether the browser kept its cookie shows only with the next request. */
export async function proveSignIn(requests: Requests): Promise<'SIGNED_IN' | 'COOKIE_DROPPED' | 'UNREACHABLE'> {
  try {
    await requests.query(ViewerDocument, {});
    return 'SIGNED_IN';
  } catch (cause) {
    return cause instanceof RequestFailure && cause.kind === 'UNAUTHENTICATED' ? 'COOKIE_DROPPED' : 'UNREACHABLE';
  }
}
