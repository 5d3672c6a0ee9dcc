declare global {
  namespace App {
    interface PageState {
      /** Set when the person opened the detail from the list, so that closing it is a step back. */
      fromList?: boolean;
    }
  }
}

export {};
