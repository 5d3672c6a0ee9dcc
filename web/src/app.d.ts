declare global {
  namespace App {
    interface PageState {
      /** Set when the person opened the detail from the list, so that closing it is a step back. */
      fromList?: boolean;
      /** The dashboard was open when its sign-in was ended, and not by whoever looks at it. */
      wasEnded?: boolean;
    }
  }
}

export {};
