import type { Api } from '$lib/api/api.svelte.ts';
import { FleetChangesDocument, type FleetChangesSubscription, FleetRevisionDocument } from '$lib/generated/graphql.ts';

type Message = FleetChangesSubscription['sessionChanges'];

/**
 * Where no list is followed: lets the mark say how sure the screen is, hears that the viewer's rights are others, and
 * tells that something changed. Answers how to stop.
 */
export function followFleet(api: Api, onchange: () => void): () => void {
  const watch = api.watch<Message>({
    load: async () => {
      onchange();
      return (await api.requests.query(FleetRevisionDocument, {})).sessions.revision;
    },
    subscribe: (afterRevision, sink) =>
      api.subscribe(
        FleetChangesDocument,
        { afterRevision },
        { next: ({ sessionChanges }) => sink.next(sessionChanges), ended: sink.ended },
      ),
    apply: onchange,
    // The mark says so, and the page tells of its own list.
    failed: () => undefined,
  });
  watch.start();
  return () => watch.stop();
}
