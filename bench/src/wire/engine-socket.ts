import { WebSocketEnd } from './websocket.ts';

const digit = (text: string): number => text.charCodeAt(0);

/** The client's end of socket.io over a WebSocket: packets of Engine.IO 4 around packets of Socket.IO 5, in text. */
export class EngineSocket {
  readonly #end: WebSocketEnd;
  /** Told of each event, as it is on the wire. */
  onEvent: (message: Buffer) => void = () => undefined;

  private constructor(end: WebSocketEnd) {
    this.#end = end;
    end.onClose = (why) => {
      throw new Error(`a socket.io socket was closed: ${why}`);
    };
  }

  static async open(url: string): Promise<EngineSocket> {
    const end = await WebSocketEnd.open(url, '/socket.io/?EIO=4&transport=websocket');
    const socket = new EngineSocket(end);
    await new Promise<void>((resolve) => {
      end.onText = (packet) => {
        // Opened, then pings to answer, then messages: one that connects, and events.
        if (packet[0] === digit('0')) end.sendText('40');
        else if (packet[0] === digit('2')) end.sendText('3');
        else if (packet[0] === digit('4') && packet[1] === digit('0')) resolve();
        else if (packet[0] === digit('4') && packet[1] === digit('2')) socket.onEvent(packet);
      };
    });
    return socket;
  }

  emit(event: string, argument: string): void {
    this.#end.sendText(`42${JSON.stringify([event, argument])}`);
  }
}
