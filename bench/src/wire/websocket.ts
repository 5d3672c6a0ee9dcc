import { connect, type Socket } from 'node:net';

const pingOpcode = 9;
const closeOpcode = 8;
/** What is read goes here and is used at once: a buffer of its own for each read costs more than a small message. */
const received = Buffer.alloc(65_536);

/**
 * The client's end of a WebSocket, at a tenth of what a library's costs: what is measured is the server. It asks for no
 * compression, expects no fragments, and masks with zeros, so that a frame is made once and may be sent again.
 */
export class WebSocketEnd {
  readonly #socket: Socket;
  #rest: Buffer | null = null;
  #isUpgraded = false;
  #onUpgrade: (error?: Error) => void = () => undefined;
  /** Told of the payload of each text message; it is only valid during the call. */
  onText: (payload: Buffer) => void = () => undefined;
  onClose: (why: string) => void = () => undefined;

  private constructor(port: number, path: string, protocol: string | null) {
    const read = (sizeBytes: number): boolean => {
      this.#receive(received.subarray(0, sizeBytes));
      return true;
    };
    const onread = { buffer: received, callback: read };
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
    const lines = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...(protocol === null ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
    ];
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    let problem = 'closed';
    this.#socket.on('error', (error) => (problem = error.message));
    this.#socket.on('close', () => {
      this.#onUpgrade(new Error(`no WebSocket: ${problem}`));
      this.onClose(problem);
    });
  }

  /** @throws when there is no server, or it refuses */
  static async open(url: string, path: string, protocol: string | null = null): Promise<WebSocketEnd> {
    const end = new WebSocketEnd(Number(new URL(url).port), path, protocol);
    await new Promise<void>((resolve, reject) => {
      end.#onUpgrade = (error) => (error ? reject(error) : resolve());
    });
    return end;
  }

  send(frame: Buffer): void {
    this.#socket.write(frame);
  }

  sendText(text: string): void {
    this.#socket.write(textFrame(text));
  }

  /** Resets the connection: a proper end would leave its port unusable for a minute, and there are thousands. */
  cut(): void {
    this.#socket.resetAndDestroy();
  }

  #receive(chunk: Buffer): void {
    const data = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#isUpgraded) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) return void (this.#rest = Buffer.from(data));
      if (!data.toString('latin1', 0, 12).endsWith('101')) {
        this.#onUpgrade(new Error(data.toString('latin1', 0, end).split('\r\n', 1)[0]));
        return void this.#socket.destroy();
      }
      this.#isUpgraded = true;
      this.#onUpgrade();
      // A server may speak at once; whoever opened this has first to say who listens.
      this.#rest = Buffer.from(data.subarray(end + 4));
      return void setImmediate(() => this.#receive(Buffer.alloc(0)));
    }
    this.#rest = this.#readFrames(data);
  }

  /** @returns what is left: the beginning of a frame, or null */
  #readFrames(data: Buffer): Buffer | null {
    let at = 0;
    while (data.length - at >= 2) {
      const opcode = (data[at] ?? 0) & 15;
      const short = (data[at + 1] ?? 0) & 127;
      const headLength = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length - at < headLength) break;
      // No message of a benchmark is near 4 GiB.
      const length = short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : data.readUInt32BE(at + 6);
      const start = at + headLength;
      if (data.length - start < length) break;
      const payload = data.subarray(start, start + length);
      if (opcode === pingOpcode) this.#socket.write(frameOf(10, payload));
      else if (opcode === closeOpcode) this.#closedByServer(payload);
      else this.onText(payload);
      at = start + length;
    }
    return at === data.length ? null : Buffer.from(data.subarray(at));
  }

  #closedByServer(payload: Buffer): void {
    const code = payload.length < 2 ? 1005 : payload.readUInt16BE(0);
    this.onClose(`${code} ${payload.toString('utf8', 2)}`);
    this.onClose = () => undefined;
    this.#socket.destroy();
  }
}

export function textFrame(text: string): Buffer {
  return frameOf(1, Buffer.from(text));
}

function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(headLength + 4 + length);
  frame[0] = 128 | opcode;
  frame[1] = 128 | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (headLength === 4) frame.writeUInt16BE(length, 2);
  if (headLength === 10) frame.writeUInt32BE(length, 6);
  payload.copy(frame, headLength + 4);
  return frame;
}
