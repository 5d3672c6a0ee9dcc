import type { Api } from '$lib/api/api.svelte.ts';
import type { Notices } from '../notices/notices.svelte.ts';
import { countdown } from './approval-words.ts';
import { Inbox } from './inbox.svelte.ts';
import { visibleText } from './visible.ts';

/** An inbox that tells of its reminders wherever the viewer is. */
export function openInbox(api: Api, notices: Notices): Inbox {
  return new Inbox(api, (row) => {
    const left = row.expiresAt === null ? '' : `, ${countdown(row, api.clock.read())} left`;
    notices.remind(`“${visibleText(row.title)}” of ${row.app} still waits${left}.`, {
      href: `/inbox/${row.id}`,
      words: 'Look at it',
    });
  });
}
