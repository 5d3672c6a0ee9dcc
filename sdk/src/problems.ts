import type { Connection } from './connection.ts';
import { ClientClosedError, type RollcallError } from './errors.ts';

/** Tells the host of problems if it wants to know: of an outage once, however often the connection is tried in it. */
export function createProblemReport(
  connection: Pick<Connection, 'listen'>,
  onError: ((error: RollcallError) => void) | undefined,
): (error: RollcallError) => void {
  let isOutage = false;

  function report(error: RollcallError): void {
    try {
      onError?.(error);
    } catch {
      // A logger that throws is no reason to break the app it logs for.
    }
  }

  connection.listen({
    up: () => (isOutage = false),
    down: (error) => {
      if (!isOutage && !(error instanceof ClientClosedError)) report(error);
      isOutage = true;
    },
    unanswered: report,
  });
  return report;
}
