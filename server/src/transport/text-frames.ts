/**
 * WebSocket frames (RFC 6455, 5.2) of whole texts from a server: final, unmasked, uncompressed, one behind the other in one
 * buffer. ws makes two buffers of a frame and two writes of two frames, which costs more than an operation does.
 */
export function textFrames(texts: readonly string[]): Buffer {
  let sizeBytes = 0;
  for (const text of texts) sizeBytes += frameBytes(Buffer.byteLength(text));
  const frames = Buffer.allocUnsafe(sizeBytes);
  let at = 0;
  for (const text of texts) {
    at = writeHeader(frames, at, Buffer.byteLength(text));
    at += frames.write(text, at);
  }
  return frames;
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
