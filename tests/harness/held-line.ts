import type { Page } from 'playwright-core';

/** What a page did with the messages that were let through at once. */
export interface Released {
  readonly messages: number;
  /** How many frames it painted meanwhile. */
  readonly frames: number;
  /** How often names in the list of sessions changed: all that changes without a pause between is once. */
  readonly applications: number;
}

interface HeldLine {
  isHolding: boolean;
  readonly held: (() => void)[];
  release(): Promise<Released>;
}

type HoldingWindow = Window & typeof globalThis & { heldLine: HeldLine };

/** To be called before the page is opened: its live line can then be held, as a network that stalls would. */
export async function makeLineHoldable(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const held: (() => void)[] = [];
    const line: HeldLine = {
      isHolding: false,
      held,
      async release() {
        line.isHolding = false;
        let frames = 0;
        let applications = 0;
        let isOver = false;
        const count = () => {
          frames += 1;
          if (!isOver) requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
        const isName = ({ target }: MutationRecord) =>
          (target instanceof Element ? target : target.parentElement)?.closest('.name') != null;
        const observer = new MutationObserver((records) => {
          if (records.some(isName)) applications += 1;
        });
        const grid = document.querySelector('[role="grid"]');
        if (grid !== null) observer.observe(grid, { subtree: true, childList: true, characterData: true });

        const messages = held.length;
        const channel = new MessageChannel();
        await new Promise<void>((resolve) => {
          // Each is a task of its own, as they are when they come from the network.
          channel.port1.onmessage = () => {
            const deliver = held.shift();
            deliver?.();
            if (deliver === undefined) resolve();
            else channel.port2.postMessage(null);
          };
          channel.port2.postMessage(null);
        });
        for (let more = 0; more < 3; more += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
        isOver = true;
        observer.disconnect();
        return { messages, frames, applications };
      },
    };
    Object.assign(window, { heldLine: line });

    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
      override set onmessage(listener: (event: MessageEvent<string>) => void) {
        super.onmessage = (event: MessageEvent<string>) => {
          // The answers to pings go through: a line without them would be given up. What arrives while the held ones are
          // let through waits behind them: a socket never changes the order.
          const mustWait = line.isHolding || held.length > 0;
          if (mustWait && event.data.includes('"next"')) held.push(() => listener(event));
          else listener(event);
        };
      }
    };
  });
}

/** From now on messages wait. */
export function hold(page: Page): Promise<void> {
  return page.evaluate(() => {
    (window as HoldingWindow).heldLine.isHolding = true;
  });
}

/** How many messages wait. */
export function countHeld(page: Page): Promise<number> {
  return page.evaluate(() => (window as HoldingWindow).heldLine.held.length);
}

/** Lets all that wait through at once. */
export function release(page: Page): Promise<Released> {
  return page.evaluate(() => (window as HoldingWindow).heldLine.release());
}
