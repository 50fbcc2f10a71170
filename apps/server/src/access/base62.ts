const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Bytes as one number in base 62, the first byte highest; as long for all of one size. */
export function base62(bytes: Uint8Array): string {
  let rest = bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  const length = Math.ceil((bytes.length * 8) / Math.log2(62));
  let text = '';
  for (let count = 0; count < length; count++, rest /= 62n) text = digits[Number(rest % 62n)]! + text;
  return text;
}
