import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isPackable } from './media-type';

/** How content is packed on its way. */
export type Packing = 'br' | 'gzip';

/** Shorter content than this fits into one packet as it is. */
const LEAST_BYTES = 1000;

const packers = {
  br: (content: Buffer) =>
    promisify(brotliCompress)(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  gzip: (content: Buffer) => promisify(gzip)(content, { level: 9 }),
} as const satisfies Record<Packing, (content: Buffer) => Promise<Buffer>>;

/** One content in the packings that callers ask for: each is made when it is first asked for, once. */
export class Packed {
  readonly packable: boolean;
  private readonly made = new Map<Packing, Promise<Buffer>>();

  constructor(
    readonly content: Buffer,
    type: string,
  ) {
    this.packable = content.length >= LEAST_BYTES && isPackable(type);
  }

  as(packing: Packing): Promise<Buffer> {
    let packed = this.made.get(packing);
    if (packed === undefined) {
      packed = packers[packing](this.content);
      this.made.set(packing, packed);
    }
    return packed;
  }
}

/** The packing that an Accept-Encoding header lets a server choose; the shortest first (RFC 9110, 12.5.3). */
export function acceptedPacking(header: string | undefined): Packing | undefined {
  const weights = new Map<string, number>();
  for (const each of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = each.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    weights.set(name, Number(weight));
  }
  return (['br', 'gzip'] as const).find((packing) => (weights.get(packing) ?? weights.get('*') ?? 0) > 0);
}
