/** A typeface file that glyphs are drawn from. */
export interface Face {
  readonly family: string;
  readonly package: string;
  /** Path inside the package. */
  readonly file: string;
}

/** A typeface family from one npm package, with the weights that are drawn. */
export interface Family {
  readonly slug: string;
  readonly style: 'sans' | 'serif' | 'slab' | 'mono' | 'hand' | 'display';
  readonly weights: readonly number[];
}

const family = (slug: string, style: Family['style'], ...weights: number[]): Family => ({ slug, style, weights });

/**
 * The families of the two sets. They are disjoint: a test image never shows a shape that training has seen.
 * Adding, removing or reordering changes the data set; so does another version of a package. Licences: FONTS.md.
 */
export const families: Readonly<Record<'train' | 'test', readonly Family[]>> = {
  train: [
    family('lato', 'sans', 100, 300, 400, 700, 900),
    family('cantarell', 'sans', 400, 700),
    family('overlock', 'sans', 400, 700, 900),
    family('dosis', 'sans', 300, 500, 800),
    family('karla', 'sans', 300, 500, 800),
    family('anton', 'sans', 400),
    family('comfortaa', 'sans', 300, 700),
    family('pt-serif', 'serif', 400, 700),
    family('old-standard-tt', 'serif', 400, 700),
    family('crimson-text', 'serif', 400, 700),
    family('libre-baskerville', 'serif', 400, 700),
    family('abril-fatface', 'serif', 400),
    family('arvo', 'slab', 400, 700),
    family('josefin-slab', 'slab', 300, 700),
    family('podkova', 'slab', 400, 800),
    family('anonymous-pro', 'mono', 400, 700),
    family('courier-prime', 'mono', 400, 700),
    family('space-mono', 'mono', 400, 700),
    family('share-tech-mono', 'mono', 400),
    family('amatic-sc', 'hand', 400, 700),
    family('annie-use-your-telescope', 'hand', 400),
    family('architects-daughter', 'hand', 400),
    family('coming-soon', 'hand', 400),
    family('covered-by-your-grace', 'hand', 400),
    family('gloria-hallelujah', 'hand', 400),
    family('indie-flower', 'hand', 400),
    family('caveat', 'hand', 400, 700),
    family('neucha', 'hand', 400),
    family('nothing-you-could-do', 'hand', 400),
    family('handlee', 'hand', 400),
    family('permanent-marker', 'hand', 400),
    family('reenie-beanie', 'hand', 400),
    family('satisfy', 'hand', 400),
    family('short-stack', 'hand', 400),
    family('gochi-hand', 'hand', 400),
    family('crafty-girls', 'hand', 400),
    family('courgette', 'hand', 400),
    family('over-the-rainbow', 'hand', 400),
    family('just-another-hand', 'hand', 400),
    family('righteous', 'display', 400),
    family('lobster', 'display', 400),
    family('bangers', 'display', 400),
    family('special-elite', 'display', 400),
  ],
  test: [
    family('cabin', 'sans', 400, 700),
    family('oswald', 'sans', 300, 600),
    family('quicksand', 'sans', 300, 700),
    family('gelasio', 'serif', 400, 700),
    family('zilla-slab', 'slab', 300, 500, 700),
    family('inconsolata', 'mono', 300, 500, 900),
    family('dancing-script', 'hand', 400, 700),
    family('patrick-hand', 'hand', 400),
    family('kalam', 'hand', 300, 700),
    family('schoolbell', 'hand', 400),
    family('shadows-into-light', 'hand', 400),
    family('fredoka', 'display', 300, 500, 700),
  ],
};

/** The files of a family, one a weight: the Latin subset, upright. */
export function facesOf({ slug, weights }: Family): Face[] {
  return weights.map((weight) => ({
    family: slug,
    package: `@fontsource/${slug}`,
    file: `files/${slug}-latin-${weight}-normal.woff`,
  }));
}
