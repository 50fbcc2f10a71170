/** Fields of ModelProto and OperatorSetIdProto in onnx.proto. */
const OPSET_IMPORT = 8;
const DOMAIN = 1;

/**
 * The domains of the operator sets that an ONNX file imports; '' is the standard's. A node may only use a domain that
 * its file imports.
 *
 * @throws {RangeError} when the bytes end early or are no protocol buffer.
 */
export function opsetDomains(bytes: Uint8Array): string[] {
  return blocks(bytes, OPSET_IMPORT).map((opset) => {
    const domain = new TextDecoder().decode(blocks(opset, DOMAIN)[0] ?? new Uint8Array());
    return domain === 'ai.onnx' ? '' : domain;
  });
}

/** The contents of every length-delimited field of a number in one protocol buffer message. */
function blocks(bytes: Uint8Array, wanted: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || scale > 2 ** 63) throw new RangeError('the message ends early');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const wire = key % 8;
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      if (at + length > bytes.length) throw new RangeError('the message ends early');
      if (Math.floor(key / 8) === wanted) found.push(bytes.subarray(at, at + length));
      at += length;
    } else throw new RangeError(`no such wire type: ${wire}`);
  }
  return found;
}
