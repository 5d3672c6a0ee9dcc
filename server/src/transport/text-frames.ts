/** A text, or the frame of one. */
export type Message = string | Buffer;

/**
 * WebSocket frames (RFC 6455, 5.2) of whole texts from a server: final, unmasked, uncompressed, one behind the other in one
 * buffer. ws makes two buffers of a frame and two writes of two frames, which costs more than an operation does.
 */
export function textFrames(messages: readonly Message[]): Buffer {
  const [first] = messages;
  if (messages.length === 1 && Buffer.isBuffer(first)) return first;
  const lengths = messages.map((message) => (typeof message === 'string' ? Buffer.byteLength(message) : 0));
  let sizeBytes = 0;
  messages.forEach((message, index) => {
    sizeBytes += typeof message === 'string' ? frameBytes(lengths[index] ?? 0) : message.length;
  });
  const frames = Buffer.allocUnsafe(sizeBytes);
  let at = 0;
  messages.forEach((message, index) => {
    if (typeof message === 'string') at = writeFrame(frames, at, message, lengths[index] ?? 0);
    else at += message.copy(frames, at);
  });
  return frames;
}

/** The frame of a text whose end was written before. */
export function labelledFrame(label: string, end: Buffer): Buffer {
  const textBytes = Buffer.byteLength(label) + end.length;
  const frame = Buffer.allocUnsafe(frameBytes(textBytes));
  const labelAt = writeHeader(frame, 0, textBytes);
  end.copy(frame, labelAt + frame.write(label, labelAt));
  return frame;
}

/** @returns what comes behind it */
function writeFrame(frames: Buffer, at: number, text: string, textBytes: number): number {
  const textAt = writeHeader(frames, at, textBytes);
  // A byte for each character is ASCII, which is copied and not encoded.
  return textAt + frames.write(text, textAt, textBytes === text.length ? 'latin1' : 'utf8');
}

const finalText = 0x81;
const lengthIn16Bits = 126;
const lengthIn64Bits = 127;

function frameBytes(textBytes: number): number {
  if (textBytes < lengthIn16Bits) return 2 + textBytes;
  return textBytes < 65_536 ? 4 + textBytes : 10 + textBytes;
}

/** @returns where the text goes */
function writeHeader(frames: Buffer, at: number, textBytes: number): number {
  frames[at] = finalText;
  if (textBytes < lengthIn16Bits) {
    frames[at + 1] = textBytes;
    return at + 2;
  }
  if (textBytes < 65_536) {
    frames[at + 1] = lengthIn16Bits;
    return frames.writeUInt16BE(textBytes, at + 2);
  }
  frames[at + 1] = lengthIn64Bits;
  return frames.writeBigUInt64BE(BigInt(textBytes), at + 2);
}
