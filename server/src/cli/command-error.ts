/** Thrown when a command cannot do what it was asked; the message says what to do instead. */
export class CommandError extends Error {}

export function nobodyCalled(name: string): CommandError {
  return new CommandError(
    `There is nobody called ${name}. To make an admin of this name: rollcall admin create ${name}`,
  );
}

export function decidedElsewhere(name: string, issuer: string): CommandError {
  return new CommandError(
    `${name} signs in at ${issuer}, which says what they are. To make another admin: rollcall admin create <name>`,
  );
}

export function nameTaken(name: string): CommandError {
  return new CommandError(`Somebody is called ${name} already. To make them a new link: rollcall admin reset ${name}`);
}
