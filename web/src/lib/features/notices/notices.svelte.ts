import { createContext } from 'svelte';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'problem';
  /** Where more of it is to be seen. */
  readonly link?: NoticeLink | undefined;
}

export interface NoticeLink {
  readonly href: string;
  readonly words: string;
}

const MOST = 3;
const SHOWN_MS = { plain: 4_000, problem: 12_000 };

/** Short words on what was just done, or could not be. They go by themselves, problems later. */
export class Notices {
  #shown = $state.raw<readonly Notice[]>([]);
  #lastId = 0;

  /** The oldest first. */
  get shown(): readonly Notice[] {
    return this.#shown;
  }

  tell(text: string): void {
    this.#add(text, 'plain');
  }

  warn(text: string): void {
    this.#add(text, 'problem');
  }

  /** Words on what waits elsewhere, with the way there; they stay as long as a problem. */
  remind(text: string, link: NoticeLink): void {
    this.#add(text, 'plain', link);
  }

  dismiss(id: number): void {
    this.#shown = this.#shown.filter((notice) => notice.id !== id);
  }

  #add(text: string, tone: Notice['tone'], link?: NoticeLink): void {
    const id = (this.#lastId += 1);
    const others = this.#shown.filter((notice) => notice.text !== text);
    this.#shown = [...others, { id, text, tone, link }].slice(-MOST);
    setTimeout(() => this.dismiss(id), SHOWN_MS[link === undefined ? tone : 'problem']);
  }
}

export const [getNotices, setNotices] = createContext<Notices>();
